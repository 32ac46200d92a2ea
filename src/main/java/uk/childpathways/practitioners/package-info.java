/**
 * Supervision of practitioners: who supervises whom, what a supervision form may say, and who may read it. The record
 * itself is a file that only the practitioner, the supervisor and the line above open; see the decision about records
 * of practitioners.
 */
package uk.childpathways.practitioners;

/** The desk: what a person has to do, in order, in the words in which they would say it, and what they can begin. */
package uk.childpathways.desk;

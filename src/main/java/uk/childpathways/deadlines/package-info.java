/**
 * Deadlines: one run of a standard for one child, stored as a fact from which the timer, the task's due date, the pages
 * and the reports all read.
 */
package uk.childpathways.deadlines;

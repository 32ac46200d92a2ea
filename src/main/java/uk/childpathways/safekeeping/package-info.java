/**
 * Whether the record is still as it was written: every chain read again each night, anchors that are kept elsewhere,
 * and breaks that reach people until one of them answers.
 */
package uk.childpathways.safekeeping;

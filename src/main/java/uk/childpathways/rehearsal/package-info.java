/**
 * Moving time in a rehearsal installation, so that a redesigned flow can be tried out and a year be seen in a minute.
 * Off unless {@code pathways.rehearsal.enabled} is set or this is the demonstration; never on where real children's
 * records lie.
 */
package uk.childpathways.rehearsal;

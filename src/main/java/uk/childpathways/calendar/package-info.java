/**
 * Working days, bank holidays of England and the arithmetic of time limits: pure {@code java.time}, no framework, no
 * engine. Days are days in England ({@link uk.childpathways.calendar.England#ZONE}).
 */
package uk.childpathways.calendar;

package uk.childpathways.deadlines;

import java.util.List;

/**
 * Published in the same transaction when a bank holiday that became known has moved dates of a child. Tasks and timers have
 * been moved already.
 *
 * @param childRef the child, or the practitioner's file
 * @param moved the open deadlines that have another date in force
 * @param notMissed those that had been found missed and were not, open or met
 * @param because the sentence that says which days became known
 */
public record HolidayBecameKnown(String childRef, List<Deadline> moved, List<Deadline> notMissed, String because) {}

package uk.childpathways.deadlines;

import java.util.List;

/**
 * The date of something that had happened has been corrected, and what was reckoned from it has followed; published in the
 * transaction of the correction.
 *
 * @param moved the open deadlines that have another date in force
 * @param notMissed those that had been found missed and were not, open or met
 * @param because the sentence that says who corrected it and why
 */
public record DateCorrected(String childRef, List<Deadline> moved, List<Deadline> notMissed, String because) {}

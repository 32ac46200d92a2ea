package uk.childpathways.standards;

import java.time.Instant;

/**
 * A standard whose rows hold for another one in a child's situation: {@code supervision-in-pre-proceedings} for {@code
 * case-supervised}.
 *
 * @param standard whose rows they are
 * @param begins when that situation began; null where it has no beginning of its own
 * @param beginsWords that beginning as a noun for sentences: "the start of the placement"
 * @param fromBeginning the rows count from that beginning where it is later than the event they run from
 * @param knownAt when the situation came on record; null where it always was. Nothing is due by it before that evening:
 *     nobody can have missed it
 * @param until the last moment at which the situation holds, where that is known beforehand; what would be due by it
 *     after that is not asked for. Null for no such end
 * @param mayBeLonger an interval agreed with a recorded reason may be longer than these rows
 */
public record SelectedStandard(
        String standard,
        ClockStart begins,
        String beginsWords,
        boolean fromBeginning,
        Instant knownAt,
        Instant until,
        boolean mayBeLonger) {

    /** The standard's rows as the table has them. */
    public static SelectedStandard plain(String standard) {
        return new SelectedStandard(standard, null, null, false, null, null, false);
    }
}

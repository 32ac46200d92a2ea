package uk.childpathways.chronology;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.TypedDay;

/**
 * One line of a child's chronology: what happened, when it happened, who says so, and what it weighs for the child.
 *
 * @param entry the entry of the log behind it
 * @param recording what was recorded in one go for several children has one number; null for any other
 * @param time the time of day; null where it is not said
 * @param what in a few words
 * @param detail what was said, seen or done; null where it stands in the entry alone
 * @param words what the child said, in the child's words; empty where none stand there
 * @param sort what sort of thing it was; null for what a form recorded
 * @param by user id
 * @param marks what was added, corrected or moved since, the earliest first
 * @param gone whether it stands here no more because it was recorded on the wrong child: the trace stays
 */
public record ChronologyLine(
        UUID entry,
        String childRef,
        String recording,
        TypedDay on,
        String time,
        String what,
        String detail,
        List<String> words,
        ContactKind sort,
        WeightForChild weight,
        String by,
        Instant recordedAt,
        List<Mark> marks,
        boolean gone) {

    /**
     * A mark beside the line.
     *
     * @param says "corrected on … by …, because …"
     * @param text what was added; null for any other
     */
    public record Mark(String says, String text) {}

    /** "2 Apr 2026 at 14:30". */
    public String when() {
        return on.words() + (time == null ? "" : " at " + time);
    }

    ChronologyLine marked(List<Mark> said, boolean isGone) {
        return new ChronologyLine(
                entry, childRef, recording, on, time, what, detail, words, sort, weight, by, recordedAt, said, isGone);
    }

    public String recorded() {
        return Days.TABLE.moment(recordedAt);
    }
}

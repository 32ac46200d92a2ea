package uk.childpathways.standards;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Why something is due when it is: in words, and the same as data.
 *
 * @param text one sentence, as a social worker would say it
 */
public record Explanation(String text, Data data) {

    Explanation with(UnaryOperator<String> words) {
        return new Explanation(words.apply(text), data);
    }

    /**
     * @param from when the clock started, in English time
     * @param fromDateOnly only the day of the start is known
     * @param fromRecorded false when the beginning of the step stands in for an event not recorded yet
     * @param notCounted bank holidays and weekend days passed over by a count of working days
     * @param agreedUntil the later day that a manager agreed, or null; lateness still counts from {@code due}
     * @param agreedInterval set where amount and unit were agreed in the journey and the standard's limit is longer
     * @param table the table of timescales by which it was calculated: {@code timescales-child-in-care}
     * @param tableVersion the number of that table's version; later versions do not move a running deadline
     */
    public record Data(
            String standard,
            String name,
            String profile,
            Integer amount,
            String unit,
            String direction,
            String runsFrom,
            OffsetDateTime from,
            boolean fromDateOnly,
            boolean fromRecorded,
            List<Skipped> notCounted,
            OffsetDateTime due,
            String basis,
            String authority,
            List<String> clauses,
            LocalDate agreedUntil,
            Agreed agreedInterval,
            String table,
            Integer tableVersion) {

        Data calculatedBy(String table, Integer version) {
            return new Data(
                    standard,
                    name,
                    profile,
                    amount,
                    unit,
                    direction,
                    runsFrom,
                    from,
                    fromDateOnly,
                    fromRecorded,
                    notCounted,
                    due,
                    basis,
                    authority,
                    clauses,
                    agreedUntil,
                    agreedInterval,
                    table,
                    version);
        }

        Data agreedUntil(LocalDate day) {
            return new Data(
                    standard,
                    name,
                    profile,
                    amount,
                    unit,
                    direction,
                    runsFrom,
                    from,
                    fromDateOnly,
                    fromRecorded,
                    notCounted,
                    due,
                    basis,
                    authority,
                    clauses,
                    day,
                    agreedInterval,
                    table,
                    tableVersion);
        }
    }

    /**
     * Who agreed another interval: a shorter one, or with a recorded reason a longer one.
     *
     * @param limit the standard's own limit: "4 weeks"
     */
    public record Agreed(String by, LocalDate on, String limit) {}

    /** A day that did not count. */
    public record Skipped(LocalDate date, String why, boolean bankHoliday) {}

    /**
     * This explanation with the table by which it was calculated, as the deadline keeps it.
     *
     * @param table its id; null where it is not known any more
     * @param version the number of its version
     */
    public Explanation calculatedBy(String table, Integer version) {
        return new Explanation(text, data.calculatedBy(table, version));
    }

    /** "version 2 of the table timescales-child-in-care"; null where that is not known any more. */
    public String tableInWords() {
        return data.table() == null ? null : "version " + data.tableVersion() + " of the table " + data.table();
    }

    /** This explanation with a later date that was agreed, and the words about it. */
    public Explanation withAgreedDate(LocalDate until, String words) {
        return new Explanation(text + "; " + words, data.agreedUntil(until));
    }
}

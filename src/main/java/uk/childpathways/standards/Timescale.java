package uk.childpathways.standards;

import java.util.List;
import uk.childpathways.calendar.TimeLimit;

/**
 * By when a standard must be met: one row of a table of timescales.
 *
 * @param standard the standard's id
 * @param profile the council to whose limits the row belongs, several as {@code rutland, newham}; null for everybody
 * @param name what must be true, as a sentence
 * @param limit amount, unit and direction
 * @param runsFrom the event that starts the clock, or before which it ends
 * @param runsFromWords that event as a noun for sentences: "the strategy discussion"
 * @param per whether one deadline stands for the whole journey or each task has its own
 * @param reminder after what share of the time, in percent, a reminder is sent; 0 for none
 * @param tell roles told of a breach
 * @param escalateTo role that must answer a breach
 * @param weight how heavy a breach is
 * @param basis where the amount comes from
 * @param authority the same for people: "Working Together, STAT-S47-03"
 * @param clauses ids of the clauses behind the standard
 * @param overrides wins over the other rows even where it is longer
 * @param why the process owner's note on the row; null where there is none or the row was evaluated, not read
 * @param table the version of the table in which it stands; null where it was read from a file
 */
public record Timescale(
        String standard,
        String profile,
        String name,
        TimeLimit limit,
        String runsFrom,
        String runsFromWords,
        Per per,
        int reminder,
        List<String> tell,
        String escalateTo,
        Weight weight,
        Basis basis,
        String authority,
        List<String> clauses,
        boolean overrides,
        String why,
        TableVersion table) {

    public enum Per {
        TASK,
        JOURNEY
    }

    /** Where the amount comes from. */
    public enum Basis {
        /** One of the sources states it. */
        SOURCE,
        /** Law or statutory guidance states it, no source does. */
        STATUTORY,
        /** Neither does: this council's own choice, shipped with a default. */
        LOCAL;

        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** This row as one of another standard, counted from what these words say. */
    Timescale of(String otherStandard, String fromWords) {
        return new Timescale(
                otherStandard,
                profile,
                name,
                limit,
                runsFrom,
                fromWords,
                per,
                reminder,
                tell,
                escalateTo,
                weight,
                basis,
                authority,
                clauses,
                overrides,
                why,
                table);
    }

    /** This row as it stands in that version of its table. */
    public Timescale in(TableVersion version) {
        return new Timescale(
                standard,
                profile,
                name,
                limit,
                runsFrom,
                runsFromWords,
                per,
                reminder,
                tell,
                escalateTo,
                weight,
                basis,
                authority,
                clauses,
                overrides,
                why,
                version);
    }

    /** "15 working days from the strategy discussion": the label of its timer in a model. */
    public String words() {
        return switch (limit.unit()) {
            case DATE -> "on " + runsFromWords;
            default ->
                limit.words()
                        + (limit.direction() == uk.childpathways.calendar.Direction.BEFORE ? " before " : " from ")
                        + runsFromWords;
        };
    }
}

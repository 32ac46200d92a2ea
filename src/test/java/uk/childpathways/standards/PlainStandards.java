package uk.childpathways.standards;

import java.util.List;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.WorkingDays;

/** A table of timescales of one row, for tests without engine and database. */
public final class PlainStandards {

    private PlainStandards() {}

    /** One standard for each task: so much time from the event. */
    public static TimescaleTable tableOf(String standard, TimeLimit limit, String runsFrom) {
        List<Timescale> rows = List.of(new Timescale(
                standard,
                null,
                "It is done",
                limit,
                runsFrom,
                "the beginning",
                Timescale.Per.TASK,
                50,
                List.of(),
                "service-manager",
                Weight.STATUTORY,
                Timescale.Basis.LOCAL,
                "Practice",
                List.of(),
                false,
                null,
                new TableVersion("1", "timescales-plain", 1)));
        return new TimescaleTable() {
            @Override
            public List<Timescale> rows() {
                return rows;
            }

            @Override
            public Rows inForce() {
                return (asked, profile) -> asked.equals(standard) ? rows : List.of();
            }

            @Override
            public Rows of(String version) {
                return inForce();
            }
        };
    }

    public static DueDateCalculator calculator(TimescaleTable table, WorkingDays workingDays) {
        return new DueDateCalculator(table, workingDays);
    }
}

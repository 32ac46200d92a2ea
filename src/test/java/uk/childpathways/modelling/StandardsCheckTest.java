package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.testing.OurFiles;

@DisplayName("A table of timescales is checked before it is deployed")
class StandardsCheckTest {

    private final StandardsCheck check = new StandardsCheck(new ClauseCatalogue());

    private static String shipped() {
        try {
            return Files.readString(Path.of("processes/s47-to-icpc/timescales-s47-to-icpc.dmn"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The shipped table with one cell of the conference's row changed. */
    private static String withCell(String column, String cell) {
        String start = "<outputEntry id=\"Rule_IcpcHeld_" + column + "\">";
        String table = shipped();
        int from = table.indexOf("<text>", table.indexOf(start));
        int to = table.indexOf("</text>", from);
        assertThat(table).contains(start);
        return table.substring(0, from) + "<text>" + cell + table.substring(to);
    }

    private List<String> problems(String table) {
        return check.problems(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<DmnModelInstance> allShipped() {
        return OurFiles.shipped().tables().stream().map(Table::dmn).toList();
    }

    @Test
    @DisplayName("the shipped tables have nothing to complain of: no standard stands in two of them")
    void shippedTables() {
        assertThat(allShipped())
                .allSatisfy(file -> assertThat(check.problems(file)).isEmpty());
        TimescaleTables together = TimescaleTables.in(allShipped());
        assertThat(together.standards())
                .containsKeys("timescales-s47-to-icpc", "timescales-child-in-care", "timescales-shared");
        assertThat(together.twice()).isEmpty();
    }

    @Test
    @DisplayName("each table lies in the folder of its journey, and its file is called as its decision")
    void whereTablesLie() {
        assertThat(OurFiles.shipped().tables().stream()
                        .filter(table -> !TimescalesModel.tablesIn(table.dmn()).isEmpty()))
                .isNotEmpty()
                .allSatisfy(table -> {
                    String journey = table.file().split("/")[1];
                    assertThat(table.file()).isEqualTo("processes/" + journey + "/timescales-" + journey + ".dmn");
                    assertThat(table.decisions()).containsExactly("timescales-" + journey);
                });
    }

    @Test
    @DisplayName("an unknown clause is named")
    void unknownClause() {
        assertThat(problems(withCell("Clauses", "\"STAT-S47-99\"")))
                .singleElement()
                .asString()
                .contains("(icpc-held)", "'STAT-S47-99' is not in the catalogue");
    }

    @Test
    @DisplayName("an amount of nothing, zero or words is refused")
    void amounts() {
        assertThat(problems(withCell("Amount", ""))).singleElement().asString().contains("no amount");
        assertThat(problems(withCell("Amount", "0"))).singleElement().asString().contains("more than 0");
        assertThat(problems(withCell("Amount", "-3")))
                .singleElement()
                .asString()
                .contains("more than 0");
        assertThat(problems(withCell("Amount", "1.5")))
                .singleElement()
                .asString()
                .contains("not a whole number");
        assertThat(problems(withCell("Amount", "\"fifteen\"")))
                .singleElement()
                .asString()
                .contains("not a whole number");
    }

    @Test
    @DisplayName("an unknown unit is refused, with the units there are")
    void unit() {
        assertThat(problems(withCell("Unit", "\"workdays\"")))
                .singleElement()
                .asString()
                .contains("'workdays' is unknown", "working-days");
    }

    @Test
    @DisplayName("a row that runs from nothing is refused")
    void runsFrom() {
        assertThat(problems(withCell("RunsFrom", "")))
                .singleElement()
                .asString()
                .contains("from which event it runs");
    }

    @Test
    @DisplayName("a role that nobody has is refused")
    void role() {
        assertThat(problems(withCell("EscalateTo", "\"business-support\"")))
                .singleElement()
                .asString()
                .contains("business-support");
    }

    @Test
    @DisplayName("a weight that there is not is refused with the nearest right word; a table without the column is not")
    void weight() {
        assertThat(problems(withCell("Weight", "\"childs safety\"")))
                .singleElement()
                .asString()
                .contains("(icpc-held)", "its weight 'childs safety' is unknown; did you mean 'child's safety'?");
        assertThat(problems(withCell("Weight", "\"Good Practise\"")))
                .singleElement()
                .asString()
                .contains("did you mean 'good practice'?");
        String without = shipped()
                .replaceAll("(?s)<output id=\"Output_Weight\".*?</output>", "")
                .replaceAll("(?s)<outputEntry id=\"\\w+_Weight\">.*?</outputEntry>", "");
        assertThat(without).doesNotContain("_Weight").contains("Output_Tell");
        assertThat(problems(without)).isEmpty();
    }

    @Test
    @DisplayName("the same row twice is refused")
    void twice() {
        String table = shipped();
        int from = table.indexOf("<rule id=\"Rule_IcpcHeld\">");
        int to = table.indexOf("</rule>", from) + "</rule>".length();
        String again = table.substring(from, to).replace("Rule_IcpcHeld", "Rule_Again");

        assertThat(problems(table.substring(0, to) + again + table.substring(to)))
                .singleElement()
                .asString()
                .contains("(icpc-held) of the table timescales-s47-to-icpc repeats row");
    }

    @Test
    @DisplayName("an empty row is refused")
    void empty() {
        String table = shipped();
        int at = table.indexOf("</decisionTable>");
        String emptyRow = "<rule id=\"Rule_Empty\">"
                + "<inputEntry><text></text></inputEntry>".repeat(2)
                + "<outputEntry><text></text></outputEntry>".repeat(14)
                + "</rule>";

        assertThat(problems(table.substring(0, at) + emptyRow + table.substring(at)))
                .singleElement()
                .asString()
                .contains("of the table timescales-s47-to-icpc is empty. Fill it in or delete it");
    }

    @Test
    @DisplayName("a standard that a model uses and no table has is named")
    void usedAndAbsent() {
        assertThat(TimescaleTables.in(allShipped()).missing(List.of("icpc-held", "induction-ended")))
                .containsExactly("No table of timescales would have a row for the standard 'induction-ended',"
                        + " which a model uses.");
    }

    @Test
    @DisplayName("a standard that stands in two tables is refused, with the names of both")
    void inTwoTables() {
        DmnModelInstance adoption = Dmn.readModelFromStream(new ByteArrayInputStream(shipped()
                .replace("\"timescales-s47-to-icpc\"", "\"timescales-adoption\"")
                .getBytes(StandardCharsets.UTF_8)));
        TimescaleTables shipped = TimescaleTables.in(allShipped());

        assertThat(shipped.replacedBy(TimescaleTables.in(List.of(adoption))).twice())
                .hasSizeGreaterThan(20)
                .contains("The standard 'icpc-held' stands in two tables: timescales-adoption and"
                        + " timescales-s47-to-icpc. Keep its rows in one of them.");
    }

    @Test
    @DisplayName("an empty cell says what most rows say, but never how long: no unit is refused")
    void emptyCells() {
        assertThat(problems(withCell("Unit", ""))).singleElement().asString().contains("no unit");
        for (String column :
                List.of("Direction", "Per", "Reminder", "Weight", "Tell", "EscalateTo", "Basis", "Overrides")) {
            assertThat(problems(withCell(column, ""))).as(column).isEmpty();
        }
        Timescale row = new TimescaleRow(
                        1,
                        "icpc-held",
                        null,
                        Map.of(
                                "name", "The conference is held",
                                "amount", 15,
                                "unit", "working-days",
                                "runsFrom", "strategy-discussion-held",
                                "weight", "statutory",
                                "clauses", "STAT-S47-03"),
                        null)
                .read()
                .timescale()
                .orElseThrow();
        assertThat(row.limit()).isEqualTo(new TimeLimit(15, Unit.WORKING_DAYS, Direction.AFTER));
        assertThat(row.per()).isEqualTo(Timescale.Per.TASK);
        assertThat(row.reminder()).isEqualTo(80);
        assertThat(row.tell()).containsExactly("service-manager", "team-manager");
        assertThat(row.escalateTo()).isEqualTo("service-manager");
        assertThat(row.basis()).isEqualTo(Timescale.Basis.LOCAL);
        assertThat(row.overrides()).isFalse();
    }

    @Test
    @DisplayName("a table that nobody would read is refused: one with another name, and the one of earlier releases")
    void otherFile() {
        String id = "<decision id=\"timescales-s47-to-icpc\"";
        assertThat(problems(shipped().replace(id, "<decision id=\"limits\"")))
                .containsExactly("The table 'limits' gives timescales, but nobody would read it: the id of such a table"
                        + " begins with 'timescales-'.");
        assertThat(problems(shipped().replace(id, "<decision id=\"timescales\"")))
                .singleElement()
                .asString()
                .startsWith("The table 'timescales' is not read any more: each journey has a table of its own");
        assertThat(problems("no table"))
                .singleElement()
                .asString()
                .startsWith("The table of timescales cannot be read");
    }
}

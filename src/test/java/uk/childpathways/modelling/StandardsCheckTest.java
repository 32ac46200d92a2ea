package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.standards.ClauseCatalogue;

@DisplayName("A table of timescales is checked before it is deployed")
class StandardsCheckTest {

    private final StandardsCheck check = new StandardsCheck(new ClauseCatalogue());

    private static String shipped() {
        try {
            return Files.readString(Path.of("processes/shared/timescales.dmn"));
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

    private List<String> problems(String table, String... used) {
        return check.problems(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), Set.of(used));
    }

    @Test
    @DisplayName("the shipped table has nothing to complain of")
    void shippedTable() {
        assertThat(problems(shipped(), "icpc-held")).isEmpty();
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
    @DisplayName("the same row twice is refused")
    void twice() {
        String table = shipped();
        int from = table.indexOf("<rule id=\"Rule_IcpcHeld\">");
        int to = table.indexOf("</rule>", from) + "</rule>".length();
        String again = table.substring(from, to).replace("Rule_IcpcHeld", "Rule_Again");

        assertThat(problems(table.substring(0, to) + again + table.substring(to)))
                .singleElement()
                .asString()
                .contains("(icpc-held) repeats row");
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
                .contains("is empty. Fill it in or delete it");
    }

    @Test
    @DisplayName("a standard that a model uses and no row knows is named")
    void usedAndAbsent() {
        assertThat(problems(shipped(), "icpc-held", "induction-ended"))
                .containsExactly("The table of timescales has no row for the standard 'induction-ended',"
                        + " which a model uses.");
    }

    @Test
    @DisplayName("another file is not taken for the table")
    void otherFile() {
        assertThat(problems(shipped().replace("<decision id=\"timescales\"", "<decision id=\"limits\"")))
                .containsExactly("The file has no decision table with the id 'timescales'.");
        assertThat(problems("no table"))
                .singleElement()
                .asString()
                .startsWith("The table of timescales cannot be read");
    }
}

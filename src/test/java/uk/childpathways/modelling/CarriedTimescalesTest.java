package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.Timescale;

@DisplayName("What a process owner had changed in the one table of timescales comes into the tables of the journeys")
class CarriedTimescalesTest {

    private static final String ENQUIRY = "timescales-s47-to-icpc";
    private static final String IN_NEED = "timescales-child-in-need";

    private final String before = read("s47-to-icpc", ENQUIRY).replace("\"" + ENQUIRY + "\"", "\"timescales\"");

    private static String read(String journey, String table) {
        try {
            return Files.readString(Path.of("processes", journey, table + ".dmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DmnModelInstance model(String dmn) {
        return Dmn.readModelFromStream(new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8)));
    }

    private CarriedTimescales carry(String owners) {
        Map<String, DmnModelInstance> released = new TreeMap<>();
        released.put(ENQUIRY, model(read("s47-to-icpc", ENQUIRY)));
        released.put(IN_NEED, model(read("child-in-need", IN_NEED)));
        return CarriedTimescales.of(model(before), model(owners), released);
    }

    private static String cell(String dmn, String id, String from, String to) {
        String start = "<outputEntry id=\"" + id + "\">";
        int at = dmn.indexOf("<text>" + from + "</text>", dmn.indexOf(start));
        assertThat(dmn).contains(start);
        return dmn.substring(0, at) + "<text>" + to + "</text>"
                + dmn.substring(at + ("<text>" + from + "</text>").length());
    }

    private static List<Timescale> rows(String dmn, String table, String standard) {
        return TimescalesModel.rows(model(dmn), table).stream()
                .filter(row -> standard.equals(row.standard()))
                .map(row -> row.read().timescale().orElseThrow())
                .toList();
    }

    @Test
    @DisplayName("nothing changed: nothing is carried")
    void unchanged() {
        CarriedTimescales carried = carry(before);

        assertThat(carried.isEmpty()).isTrue();
        assertThat(carried.own()).isNull();
        assertThat(carried.changed()).isEmpty();
    }

    @Test
    @DisplayName("a changed amount stands in the table of its journey, everything else there is as delivered")
    void changedAmount() {
        CarriedTimescales carried = carry(cell(before, "Rule_IcpcHeld_Amount", "15", "12"));

        assertThat(carried.changed()).containsOnlyKeys(ENQUIRY);
        String table = carried.changed().get(ENQUIRY);
        assertThat(new StandardsCheck(new ClauseCatalogue()).problems(model(table)))
                .isEmpty();
        assertThat(rows(table, ENQUIRY, "icpc-held"))
                .extracting(row -> row.limit().amount())
                .containsExactly(12);
        assertThat(TimescalesModel.rows(model(table), ENQUIRY).stream()
                        .filter(row -> !"icpc-held".equals(row.standard()))
                        .map(row -> row.read().timescale()))
                .containsExactlyElementsOf(TimescalesModel.rows(model(read("s47-to-icpc", ENQUIRY)), ENQUIRY).stream()
                        .filter(row -> !"icpc-held".equals(row.standard()))
                        .map(row -> row.read().timescale())
                        .toList());
        assertThat(carried.sentences())
                .containsExactly("'icpc-held' in the table timescales-s47-to-icpc: 12 working days from the strategy"
                        + " discussion; delivered was: 15 working days from the strategy discussion.");
    }

    @Test
    @DisplayName("in the one table an empty cell told nobody of a breach: that stays so")
    void nobodyWasTold() {
        String owners = cell(before, "Rule_IcpcHeld_Amount", "15", "12");
        String told = "<outputEntry id=\"Rule_IcpcHeld_Tell\">";
        int from = owners.indexOf("<text>", owners.indexOf(told)) + "<text>".length();
        owners = owners.substring(0, from) + owners.substring(owners.indexOf("</text>", from));

        assertThat(rows(carry(owners).changed().get(ENQUIRY), ENQUIRY, "icpc-held"))
                .singleElement()
                .satisfies(row -> assertThat(row.tell()).isEmpty());
    }

    @Test
    @DisplayName("a standard of the council's own stands in a table of its own, so that its models find it")
    void ownStandard() {
        int from = before.indexOf("<rule id=\"Rule_IcpcHeld\">");
        int to = before.indexOf("</rule>", from) + "</rule>".length();
        String added = before.substring(from, to)
                .replace("Rule_IcpcHeld", "Rule_PanelHeld")
                .replace("\"icpc-held\"", "\"panel-of-ours-held\"");

        CarriedTimescales carried = carry(before.substring(0, to) + added + before.substring(to));

        assertThat(carried.changed()).isEmpty();
        DmnModelInstance own = model(carried.own());
        assertThat(new StandardsCheck(new ClauseCatalogue()).problems(own)).isEmpty();
        assertThat(TimescaleTables.in(List.of(own)).standards())
                .isEqualTo(Map.of("timescales-own", Set.of("panel-of-ours-held")));
        assertThat(carried.sentences())
                .containsExactly("'panel-of-ours-held' in the table timescales-own: 15 working days from the strategy"
                        + " discussion; added by process owners.");
    }
}

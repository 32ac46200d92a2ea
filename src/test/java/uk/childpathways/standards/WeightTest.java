package uk.childpathways.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.testing.OurFiles;

@DisplayName("How heavy a standard is")
class WeightTest {

    private static List<TimescaleRow> ours() {
        return OurFiles.shipped().tables().stream()
                .flatMap(table -> TimescalesModel.tablesIn(table.dmn()).stream()
                        .flatMap(id -> TimescalesModel.rows(table.dmn(), id).stream()))
                .toList();
    }

    private static TimescaleRow row(Object... cells) {
        Map<String, Object> outputs = new HashMap<>(Map.of(
                "name", "It is done",
                "amount", 5,
                "unit", "working-days",
                "runsFrom", "step-begun",
                "clauses", "NEW-GEN-02b"));
        for (int i = 0; i < cells.length; i += 2) outputs.put(cells[i].toString(), cells[i + 1]);
        return new TimescaleRow(1, "it-is-done", null, outputs, null);
    }

    private static Timescale read(TimescaleRow row) {
        return row.read().timescale().orElseThrow();
    }

    @Test
    @DisplayName("each row of our tables says it, and all rows of a standard say the same")
    void eachRow() {
        assertThat(ours()).hasSizeGreaterThan(300).allMatch(TimescaleRow::weighed);
        Map<String, Weight> first = new HashMap<>();
        assertThat(ours()).allSatisfy(row -> {
            Weight weight = read(row).weight();
            assertThat(first.computeIfAbsent(row.standard(), standard -> weight))
                    .as(row.title())
                    .isEqualTo(weight);
        });
    }

    @Test
    @DisplayName("what law or statutory guidance limits is statutory or a child's safety, never less")
    void statutory() {
        assertThat(ours().stream().map(WeightTest::read).filter(row -> row.basis() == Timescale.Basis.STATUTORY))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.weight().heavy()).as(row.standard()).isTrue());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "child-seen-in-enquiry, SAFETY",
        "child-visited-on-plan, SAFETY",
        "case-allocated, SAFETY",
        "icpc-held, STATUTORY",
        "first-core-group-held, STATUTORY",
        "supervision-of-protection-plan, GOOD_PRACTICE",
        "summary-updated, GOOD_PRACTICE",
        "agreed-action-done, GOOD_PRACTICE",
        "message-answered, OFFICE",
        "review-record-shared, OFFICE"
    })
    @DisplayName(
            "a child unseen is safety, a limit of law statutory, supervision and summaries good practice, minutes and"
                    + " telephone calls office")
    void byThinking(String standard, Weight weight) {
        assertThat(ours().stream().filter(row -> standard.equals(row.standard())))
                .isNotEmpty()
                .allMatch(row -> read(row).weight() == weight);
    }

    @ParameterizedTest(name = "{0}: {1} answers, told: {2}")
    @CsvSource({
        "child's safety, service-manager, service-manager team-manager",
        "statutory, service-manager, service-manager team-manager",
        "good practice, team-manager, team-manager",
        "office, team-manager, ''"
    })
    @DisplayName("who answers and who is told follows from it where the row does not say so (NEW-GEN-02b)")
    void decides(String weight, String answers, String told) {
        Timescale read = read(row("weight", weight));
        assertThat(read.escalateTo()).isEqualTo(answers);
        assertThat(String.join(" ", read.tell())).isEqualTo(told);
        Timescale named = read(row("weight", weight, "escalateTo", "head-of-service", "tell", "iro"));
        assertThat(named.escalateTo()).isEqualTo("head-of-service");
        assertThat(named.tell()).containsExactly("iro");
    }

    @Test
    @DisplayName(
            "a council's table from before the column has the weight of our standard; for one of its own it is good"
                    + " practice; what it says itself holds")
    void councilsOwn() {
        assertThat(read(row().weighedAs(Optional.of(Weight.SAFETY))).weight()).isEqualTo(Weight.SAFETY);
        assertThat(read(row().weighedAs(Optional.empty())).weight()).isEqualTo(Weight.GOOD_PRACTICE);
        assertThat(read(row("weight", "office").weighedAs(Optional.of(Weight.SAFETY)))
                        .weight())
                .isEqualTo(Weight.OFFICE);
    }
}

package uk.childpathways.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.calendar.England;
import uk.childpathways.modelling.Table;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("How often a case is supervised: the table of frequencies, row by row (SUPF-INT-03)")
class SupervisionFrequencyTest {

    @Autowired
    DecisionTables tables;

    @Autowired
    DueDateCalculator calculator;

    /** What holds is written as true, or as name=value; everything else does not hold. */
    @ParameterizedTest(name = "{0}: {1} ({2})")
    @CsvSource({
        "earlyHelp, supervision-of-early-help, SUPF-EH-01",
        "earlyHelp profile=rutland, supervision-of-early-help supervision-of-early-help-monthly, RUT-A5-02",
        "assessment, supervision-in-assessment, SUPF-CIN-01",
        "assessment profile=swindon, supervision-in-assessment supervision-in-assessment-often supervision-every-month, SWI-SV2-12a",
        "childInNeed, supervision-of-child-in-need, SUPF-CIN-01",
        "protectionPlan, supervision-of-protection-plan, SUPF-CP-01",
        "protectionPlan profile=swindon, supervision-of-protection-plan supervision-every-month, SWI-SV2-06a SWI-SV2-12b",
        "protectionPlan profile=rutland, supervision-of-protection-plan, RUT-A5-02",
        "protectionPlan preProceedings, supervision-of-protection-plan supervision-in-pre-proceedings, SUPF-CP-03",
        "protectionPlan proceedings, supervision-of-protection-plan supervision-in-proceedings, SUPF-PLP-01",
        "protectionPlan inCare placementType=with-parents, supervision-of-protection-plan supervision-of-protection-plan-with-parents supervision-of-placement-with-parents, SUPF-CP-02",
        "inCare placementType=with-parents, supervision-of-placement-with-parents, SUPF-PWP-01",
        "inCare placementType=with-parents newPlacement, supervision-of-placement-with-parents, SUPF-PWP-01",
        "inCare placementType=residential newPlacement, supervision-in-new-residential-placement supervision-in-residential-placement supervision-in-residential-placement-before-permanence, SUPF-RES-01",
        "inCare placementType=secure newPlacement permanence=implemented, supervision-in-new-residential-placement supervision-in-residential-placement, SUPF-RES-01",
        "inCare placementType=residential permanence=implemented, supervision-in-residential-placement, SUPF-RES-02",
        "inCare placementType=residential, supervision-in-residential-placement supervision-in-residential-placement-before-permanence, SUPF-RES-03",
        "inCare placementType=foster-care newPlacement, supervision-in-new-foster-placement supervision-in-foster-placement supervision-in-foster-placement-before-permanence, SUPF-FOS-01",
        "inCare placementType=connected-person permanence=implemented, supervision-in-foster-placement, SUPF-FOS-02",
        "inCare placementType=connected-person-temporary, supervision-in-foster-placement supervision-in-foster-placement-before-permanence, SUPF-FOS-03",
        "inCare placementType=supported newPlacement, supervision-in-new-other-placement supervision-in-other-placement, SUPF-RES-01",
        "inCare placementType=supported, supervision-in-other-placement, SUPF-RES-03",
        "inCare, supervision-in-other-placement, SUPF-RES-03",
        "inCare placementType=foster-care permanence=implemented proceedings, supervision-in-proceedings supervision-in-foster-placement, SUPF-PLP-01",
        "inCare placementType=adoptive placedForAdoption, supervision-in-other-placement supervision-until-adoption-order, SUPF-ADO-01",
        "placedForAdoption noneOfThese, supervision-until-adoption-order case-supervised, SUPF-ADO-01",
        "enquiry, supervision-in-enquiry, SWI-SV2-12a",
        "enquiry protectionPlan, supervision-in-enquiry supervision-of-protection-plan, SWI-SV2-12a SUPF-CP-01",
        "noneOfThese, case-supervised, RUT-A5-02",
        "noneOfThese profile=swindon, case-supervised supervision-every-month, SWI-SV2-12b",
        "childInNeed protectionPlan, supervision-of-child-in-need supervision-of-protection-plan, RUT-CIN-11"
    })
    void rows(String situation, String standards, String clause) {
        Map<String, Object> inputs = new HashMap<>();
        for (String fact : List.of(
                "earlyHelp assessment enquiry childInNeed protectionPlan preProceedings proceedings inCare newPlacement placedForAdoption noneOfThese"
                        .split(" "))) {
            inputs.put(fact, false);
        }
        inputs.put("placementType", null);
        inputs.put("permanence", "not implemented");
        inputs.put("profile", "generic");
        for (String word : situation.split(" ")) {
            String[] parts = word.split("=");
            inputs.put(parts[0], parts.length == 1 ? Boolean.TRUE : parts[1]);
        }
        assertThat(tables.rows("supervision-frequency", inputs).stream().map(row -> row.get("supervisionStandard")))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(standards.split(" ")));
    }

    @ParameterizedTest(name = "{0}, supervised on {1}: again by {2} ({3})")
    @CsvSource({
        // 31 January has no match in February; Easter and the bank holidays of May are days like others.
        "supervision-of-early-help, 2026-02-03, 2026-04-03, SUPF-EH-01",
        "supervision-of-early-help-monthly, 2026-01-31, 2026-02-28, RUT-A5-02",
        "supervision-in-assessment, 2026-03-06, 2026-05-06, SUPF-CIN-01",
        "supervision-in-assessment-often, 2026-03-23, 2026-04-06, SWI-SV2-12a",
        "supervision-in-enquiry, 2026-03-23, 2026-04-06, SWI-SV2-12a",
        "supervision-of-child-in-need, 2025-12-31, 2026-02-28, SUPF-CIN-01 RUT-CIN-11",
        "supervision-of-protection-plan, 2026-03-04, 2026-05-04, SUPF-CP-01",
        "supervision-of-protection-plan-with-parents, 2026-03-06, 2026-04-06, SUPF-CP-02",
        "supervision-in-pre-proceedings, 2026-03-06, 2026-04-06, SUPF-CP-03",
        "supervision-in-proceedings, 2026-04-30, 2026-05-30, SUPF-PLP-01",
        "supervision-in-new-residential-placement, 2026-01-30, 2026-02-28, SUPF-RES-01",
        "supervision-in-residential-placement, 2025-11-30, 2026-02-28, SUPF-RES-02",
        "supervision-in-residential-placement-before-permanence, 2026-02-28, 2026-04-28, SUPF-RES-03",
        "supervision-in-new-foster-placement, 2026-02-28, 2026-03-28, SUPF-FOS-01",
        "supervision-in-foster-placement, 2026-01-03, 2026-04-03, SUPF-FOS-02",
        "supervision-in-foster-placement-before-permanence, 2026-02-06, 2026-04-06, SUPF-FOS-03",
        "supervision-in-new-other-placement, 2026-03-25, 2026-04-25, local",
        "supervision-in-other-placement, 2026-03-25, 2026-05-25, local",
        "supervision-of-placement-with-parents, 2026-03-06, 2026-04-06, SUPF-PWP-01",
        "supervision-until-adoption-order, 2026-04-25, 2026-05-25, SUPF-ADO-01",
        "supervision-every-month, 2026-03-03, 2026-04-03, SWI-SV2-06a SWI-SV2-12b",
        "case-supervised, 2026-03-03, 2026-05-03, RUT-A5-02 NEW-SUP-2a-1 DFE-6-05b"
    })
    void lengths(String standard, LocalDate last, LocalDate due, String clauses) {
        Instant day = England.startOf(last);
        DueDate dueDate = calculator.calculate(
                standard,
                "generic",
                day,
                name -> name.equals("case-supervised")
                        ? Optional.of(new ClockStart(UUID.randomUUID(), day, true))
                        : Optional.empty());
        assertThat(dueDate.due()).isEqualTo(England.endOf(due));
        assertThat(dueDate.startRecorded()).isTrue();
        if (!clauses.equals("local")) {
            assertThat(dueDate.timescale().clauses()).contains(clauses.split(" "));
            assertThat(dueDate.timescale().authority()).contains(clauses.split(" ")[0]);
        }
    }

    @Test
    @DisplayName("every row of the table is proved here")
    void everyRow() throws IOException {
        Set<String> named;
        try (InputStream content = Files.newInputStream(Path.of("processes/shared/supervision-frequency.dmn"))) {
            named = new TreeSet<>(
                    Table.read("supervision-frequency", content).standards().collect(Collectors.toSet()));
        }
        String here =
                Files.readString(Path.of("src/test/java/uk/childpathways/standards/SupervisionFrequencyTest.java"));
        assertThat(named).hasSize(22).allMatch(standard -> here.contains("\"" + standard + ", "));
    }
}

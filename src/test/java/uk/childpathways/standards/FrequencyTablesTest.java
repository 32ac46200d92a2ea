package uk.childpathways.standards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.calendar.England;
import uk.childpathways.modelling.Table;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("How often: the tables of frequencies, row by row")
class FrequencyTablesTest {

    @Autowired
    DecisionService decisions;

    @Autowired
    DueDateCalculator calculator;

    /** An empty answer is a variable that nobody set: the caller did not pass it. */
    @ParameterizedTest(
            name =
                    "visits under {0}, made {1}, {2} {3}, reviewed {4}, before assessment {5}, placed for a year {6}: {7} ({8})")
    @CsvSource({
        "protection plan, , , , , , , first-visit-on-plan-made, RUT-CP-08b",
        "protection plan, 0, , , , , , first-visit-on-plan-made, RUT-CP-08b",
        "protection plan, 1, , , , , , child-visited-on-plan, RUT-CP-08b",
        "protection plan, 40, with-parents, other, yes, yes, yes, child-visited-on-plan, RUT-CP-08b",
        "child in need, , , , , , , first-child-in-need-visit-made, local",
        "child in need, 1, , , , , , child-in-need-visited, local",
        "care, , , , , , , visit-after-placement-made, RUT-CIC-11a STAT-CIC-04",
        "care, 0, connected-person-temporary, section-20, yes, , , visit-after-placement-made, STAT-CIC-08",
        "care, 0, with-parents, interim-care-order, , , , visit-after-placement-made, STAT-CIC-08",
        "care, 0, with-parents, care-order, , yes, , visit-after-placement-made, STAT-CIC-07",
        "care, 0, with-parents, care-order, , , , visit-after-placement-made, STAT-CIC-09",
        "care, 1, connected-person-temporary, section-20, , , , child-visited-in-care-weekly, STAT-CIC-08",
        "care, 1, connected-person-temporary, section-20, no, , , child-visited-in-care-weekly, STAT-CIC-08",
        "care, 1, connected-person-temporary, section-20, yes, , , child-visited-in-care-four-weekly, STAT-CIC-08",
        "care, 1, connected-person-temporary, section-20, yes, , yes, child-visited-in-care-four-weekly, STAT-CIC-08",
        "care, 1, with-parents, interim-care-order, , , , child-visited-in-care-weekly, STAT-CIC-08",
        "care, 1, with-parents, interim-care-order, yes, , , child-visited-in-care-four-weekly, STAT-CIC-08",
        "care, 1, with-parents, interim-care-order, yes, yes, , child-visited-in-care-four-weekly, STAT-CIC-08",
        "care, 1, with-parents, care-order, , yes, , child-visited-in-care-weekly, STAT-CIC-07",
        "care, 1, with-parents, care-order, yes, yes, , child-visited-in-care, STAT-CIC-07",
        "care, 1, with-parents, care-order, , , , child-visited-in-care, STAT-CIC-09",
        "care, 1, with-parents, care-order, no, no, , child-visited-in-care, STAT-CIC-09",
        "care, 1, with-parents, other, , , , child-visited-in-care-weekly, STAT-CIC-07",
        "care, 1, with-parents, , yes, , , child-visited-in-care, STAT-CIC-07",
        "care, 1, foster-care, section-20, , , , child-visited-in-care, RUT-CIC-11b STAT-CIC-05",
        "care, 1, connected-person, interim-care-order, , , , child-visited-in-care, RUT-CIC-11b",
        "care, 1, residential, care-order, yes, , , child-visited-in-care, RUT-CIC-11b",
        "care, 1, secure, remand, , , , child-visited-in-care, RUT-CIC-11b",
        "care, 1, supported, section-20, , , , child-visited-in-care, RUT-CIC-11b",
        "care, 1, adoptive, placement-order, , , , child-visited-in-care, RUT-CIC-11b",
        "care, 1, other, emergency-protection-order, , , , child-visited-in-care, RUT-CIC-11b",
        "care, 1, , , , , , child-visited-in-care, RUT-CIC-11b",
        "care, 9, foster-care, care-order, yes, , yes, child-visited-in-care-three-monthly, STAT-CIC-06",
        "care, 9, foster-care, care-order, yes, , no, child-visited-in-care, STAT-CIC-06",
        "adoption, , , , , , , first-visit-in-adoptive-placement-made, STAT-ADO-08",
        "adoption, 1, , , , , , child-visited-in-adoptive-placement-weekly, STAT-ADO-08",
        "adoption, 1, , , no, , , child-visited-in-adoptive-placement-weekly, STAT-ADO-08",
        "adoption, 1, , , yes, , , child-visited-in-adoptive-placement, STAT-ADO-08"
    })
    void visits(
            String kind,
            Integer made,
            String placement,
            String status,
            String reviewed,
            String beforeAssessment,
            String forAYear,
            String standard,
            String clause) {
        Map<String, Object> known = new HashMap<>();
        known.put("visitKind", kind);
        known.put("visitsMade", made);
        known.put("placementType", placement);
        known.put("legalStatus", status);
        known.put("firstReviewHeld", reviewed);
        known.put("placedBeforeAssessment", beforeAssessment);
        known.put("placedForAYear", forAYear);
        assertThat(decide("visit-frequency", known))
                .as("answers that are empty")
                .isEqualTo(standard);
        known.values().removeIf(value -> value == null);
        assertThat(decide("visit-frequency", known))
                .as("answers that are not there")
                .isEqualTo(standard);
    }

    @ParameterizedTest(name = "{0} of a child of {1}: {2} ({3})")
    @CsvSource({
        "health, 0, health-assessment-requested-under-five, RUT-CIC-09b",
        "health, 4, health-assessment-requested-under-five, RUT-CIC-09b",
        "health, 5, health-assessment-requested, RUT-CIC-09c",
        "health, 17, health-assessment-requested, RUT-CIC-09c",
        "education, 3, education-plan-reviewed, RUT-CIC-10b",
        "education, 16, education-plan-reviewed, RUT-CIC-10b",
        "summary, 0, summary-updated, SWI-FIL-04a",
        "summary, 12, summary-updated, SWI-FIL-04a"
    })
    void renewals(String kind, int age, String standard, String clause) {
        assertThat(decide("renewal-frequency", Map.of("renewalKind", kind, "ageInYears", age)))
                .isEqualTo(standard);
    }

    @ParameterizedTest(name = "{0}, seen on {1} in {2}: by {3} ({4})")
    @CsvSource({
        // Thursday before Easter; Good Friday, Easter Monday and both bank holidays of May lie in the intervals.
        "child-visited-on-plan, 2026-04-02, generic, 2026-04-30, RUT-CP-08b",
        "child-visited-on-plan, 2026-04-06, generic, 2026-05-04, RUT-CP-08b: a bank holiday is no later day",
        "child-in-need-visited, 2026-04-02, generic, 2026-04-30, local",
        "child-visited-in-care, 2026-04-02, generic, 2026-05-14, RUT-CIC-11b STAT-CIC-05",
        "child-visited-in-care, 2026-04-13, rutland, 2026-05-25, RUT-CIC-11b",
        "child-visited-in-care-weekly, 2026-03-30, generic, 2026-04-06, STAT-CIC-07 STAT-CIC-08",
        "child-visited-in-care-four-weekly, 2026-04-06, generic, 2026-05-04, STAT-CIC-08",
        "child-visited-in-care-three-monthly, 2026-04-02, generic, 2026-05-14, STAT-CIC-06: Rutland's six weeks hold",
        "child-visited-in-care-three-monthly, 2026-04-02, rutland, 2026-05-14, STAT-CIC-06: Rutland's six weeks hold",
        "child-visited-in-care-three-monthly, 2026-04-02, swindon, 2026-07-02, STAT-CIC-06",
        "child-visited-in-care-three-monthly, 2026-11-30, newham, 2027-02-28, STAT-CIC-06: the month has no 30th",
        "child-visited-in-adoptive-placement-weekly, 2026-03-30, generic, 2026-04-06, STAT-ADO-08",
        "child-visited-in-adoptive-placement, 2026-04-02, generic, 2026-05-14, STAT-ADO-08",
        "health-assessment-requested-under-five, 2025-11-25, generic, 2026-05-25, RUT-CIC-09b",
        "health-assessment-requested, 2025-05-25, generic, 2026-05-25, RUT-CIC-09c",
        "education-plan-reviewed, 2025-08-31, generic, 2026-02-28, RUT-CIC-10b: the month has no 31st",
        "summary-updated, 2026-02-04, generic, 2026-05-04, SWI-FIL-04a"
    })
    void lengths(String standard, LocalDate last, String profile, LocalDate due, String clause) {
        String runsFrom = standard.replaceAll("-(weekly|four-weekly|three-monthly)$", "");
        Instant day = last.atStartOfDay(England.ZONE).toInstant();
        DueDate dueDate = calculator.calculate(
                standard,
                profile,
                day,
                name -> name.equals(runsFrom)
                        ? Optional.of(new ClockStart(java.util.UUID.randomUUID(), day, true))
                        : Optional.empty());
        assertThat(dueDate.startRecorded()).as("runs from " + runsFrom).isTrue();
        assertThat(LocalDateTime.ofInstant(dueDate.due(), England.ZONE)).isEqualToIgnoringNanos(due.atTime(23, 59, 59));
    }

    @Test
    @DisplayName("every row of the tables is proved here")
    void everyRow() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String table : Set.of("visit-frequency", "renewal-frequency")) {
            try (InputStream content = Files.newInputStream(Path.of("processes/shared", table + ".dmn"))) {
                named.addAll(Table.read(table, content).standards().collect(Collectors.toSet()));
            }
        }
        String here = Files.readString(Path.of("src/test/java/uk/childpathways/standards/FrequencyTablesTest.java"));
        assertThat(named).isNotEmpty().allMatch(standard -> here.contains(", " + standard + ", "));
    }

    private String decide(String table, Map<String, Object> known) {
        return decisions
                .evaluateDecisionTableByKey(table)
                .variables(known)
                .evaluate()
                .getSingleEntry();
    }
}

package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A signed-off document is shared")
class ShareDocumentTest {

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    JdbcTemplate jdbc;

    private ToTheConference way;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
        way = new ToTheConference(practice);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("the outcome of the enquiry within 5 working days of its sign-off, Easter not counted, with family and"
            + " agencies; if not, it escalates (SWI-PRO-06, RUT-A2-10c, RUT-A2-15a)")
    void outcomeOfTheEnquiry() {
        String child = signedOffOutcome();
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-13");
        practice.itIs("2026-04-13T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_ShareStandard");
        practice.itIs("2026-04-14T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ShareStandard");
        assertThat(consequences.breach(child, "s47-outcome-shared").owner()).isEqualTo("sw.north");
    }

    @Test
    @DisplayName("the conference report 2 working days before the conference: the family can read it before"
            + " (SWI-PRO-06, RUT-A2-15a)")
    void reportBeforeTheConference() {
        String child = reportSignedOff(LocalDate.of(2026, 4, 23));
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-21");
        practice.itIs("2026-04-21T23:59");
        assertThat(practice.fireDueTimers(child)).doesNotContain("BoundaryEvent_ShareStandard");
        practice.itIs("2026-04-22T00:01");
        assertThat(practice.fireDueTimers(child)).contains("BoundaryEvent_ShareStandard");
        assertThat(consequences.breach(child, "conference-report-shared").answerBy())
                .isEqualTo("team-manager");
    }

    @Test
    @DisplayName("when the conference moves, the day for sharing moves with it")
    void movesWithTheConference() {
        String child = reportSignedOff(LocalDate.of(2026, 4, 23));
        practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-04-27"));
        assertThat(practice.dueDay(child, "Share document")).isEqualTo("2026-04-23");
        assertThat(practice.timerDay(child, "BoundaryEvent_ShareStandard")).isEqualTo("2026-04-23");
    }

    @Test
    @DisplayName("every recipient is on the record: who, how, when; for whom it was not shared, why not (SWI-PRO-06,"
            + " RUT-A2-10c)")
    void everyRecipient() {
        String child = signedOffOutcome();
        assertThatThrownBy(() -> practice.complete(
                        child,
                        "Share document",
                        "sw.north",
                        Map.of(
                                "recipients",
                                List.of(
                                        row("Mother", "family", "read-together"),
                                        Map.of("who", "School", "kind", "professional", "format", "carrier-pigeon")))))
                .as("a way that the form does not have")
                .hasMessageContaining("row 2");
        practice.complete(
                child,
                "Share document",
                "sw.north",
                Map.of(
                        "recipients",
                        List.of(
                                row("Mother", "family", "read-together"),
                                row("Designated lead, school", "professional", "secure-email"),
                                Map.of(
                                        "who",
                                        "Father",
                                        "kind",
                                        "family",
                                        "format",
                                        "not-shared",
                                        "notSharedReason",
                                        "Police asked us to wait."))));
        assertThat(shared(child).get("recipients"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3)
                .anySatisfy(row ->
                        assertThat(row.toString()).contains("School".toLowerCase(), "secure-email", "2026-04-02"))
                .anySatisfy(row -> assertThat(row.toString()).contains("Father", "Police asked us to wait."));
    }

    @Test
    @DisplayName(
            "each recipient is a record of its own: the document, who, how, when, in which language, or why not; read"
                    + " by those who may read the child's record, and never changed (SWI-PRO-06, SWI-COM-07b)")
    void aRecordForEachRecipient() {
        String child = signedOffOutcome();
        practice.complete(
                child,
                "Share document",
                "sw.north",
                Map.of(
                        "recipients",
                        List.of(
                                with(row("Mother", "family", "read-together"), "language", "Urdu"),
                                with(
                                        row("Designated lead, school", "professional", "secure-email"),
                                        "language",
                                        "English"),
                                Map.of(
                                        "who",
                                        "Father",
                                        "kind",
                                        "family",
                                        "format",
                                        "not-shared",
                                        "notSharedReason",
                                        "Police asked us to wait."))));

        JsonNode shared = rest.withBasicAuth("tm.north", "pathways")
                .getForObject("/api/children/" + child + "/shared-documents?size=2", JsonNode.class);
        assertThat(shared.get("total").asInt()).isEqualTo(3);
        assertThat(shared.get("items")).hasSize(2);
        JsonNode father = shared.get("items").get(0);
        assertThat(father.get("recipient").asText()).isEqualTo("Father");
        assertThat(father.get("notSharedReason").asText()).isEqualTo("Police asked us to wait.");
        assertThat(father.get("receivedOn").isNull()).isTrue();
        JsonNode mother = rest.withBasicAuth("tm.north", "pathways")
                .getForObject("/api/children/" + child + "/shared-documents?size=2&page=1", JsonNode.class)
                .get("items")
                .get(0);
        assertThat(List.of(
                        mother.get("document").asText(),
                        mother.get("recipient").asText(),
                        mother.get("recipientKind").asText(),
                        mother.get("how").asText(),
                        mother.get("receivedOn").asText(),
                        mother.get("language").asText(),
                        mother.get("by").asText()))
                .containsExactly(
                        "write-s47-outcome", "Mother", "family", "read-together", "2026-04-02", "Urdu", "sw.north");
        assertThatThrownBy(() -> jdbc.update("delete from pathways.document_shared where child_ref = ?", child))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    @DisplayName("the language or form is asked for each who received it (SWI-COM-07b)")
    void languageIsAsked() {
        String child = signedOffOutcome();
        Map<String, Object> answers = practice.answersFor(
                child,
                "Share document",
                "sw.north",
                Map.of(
                        "recipients",
                        List.of(row("Mother", "family", "read-together"), row("School", "professional", "post"))));
        ((Map<?, ?>) ((List<?>) answers.get("recipients")).get(1)).remove("language");
        assertThatThrownBy(() -> practice.completeWithOnly(child, "Share document", "sw.north", answers))
                .hasMessageContaining("row 2: 'In which language or form' is missing");
    }

    private static Map<String, Object> with(Map<String, Object> row, String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(row);
        more.put(key, value);
        return more;
    }

    @Test
    @DisplayName("what it is for was explained, translated where needed, the family could comment, the child was told"
            + " (DFE-4-05, SWI-COM-07b, RUT-A2-15b)")
    void explainedTranslatedCommented() {
        String child = signedOffOutcome();
        Map<String, Object> given = Map.of("translationNeeded", "done", "familyCommented", "yes");
        Map.of(
                        "purposeExplainedOn", "explained",
                        "translationDetail", "Into which language or form",
                        "familyComments", "What they said",
                        "childTold", "How the child was told")
                .forEach((key, label) -> ToTheConference.refusedWithout(
                        practice, child, "Share document", "sw.north", given, key, label));
        ToTheConference.refusedWithout(
                practice, child, "Share document", "sw.north", Map.of(), "translationNeeded", "Translation");
        ToTheConference.refusedWithout(
                practice, child, "Share document", "sw.north", Map.of(), "familyCommented", "Did the family comment?");
        practice.complete(
                child,
                "Share document",
                "sw.north",
                Map.of("familyCommented", "yes", "familyComments", "Mum says the dates are wrong."));
        assertThat(shared(child)).containsEntry("familyComments", "Mum says the dates are wrong.");
    }

    @Test
    @DisplayName("the day on which it was shared counts, not the day on which that was typed in")
    void sharedInTimeTypedLate() {
        String child = signedOffOutcome();
        practice.itIs("2026-04-14T09:00");
        practice.fireDueTimers(child);
        practice.complete(child, "Share document", "sw.north", Map.of("sharedOn", "2026-04-13"));
        Deadline deadline = practice.deadline(child, "s47-outcome-shared");
        assertThat(deadline.status()).isEqualTo(Deadline.Status.MET);
        assertThat(consequences.breaches(child))
                .as("that it was not on record in time stays")
                .anyMatch(breach -> breach.standard().equals("s47-outcome-shared"));
    }

    private Map<String, Object> shared(String child) {
        return practice.chronology(child).stream()
                .filter(entry -> "Share document".equals(entry.title()))
                .findFirst()
                .orElseThrow()
                .answers();
    }

    private static Map<String, Object> row(String who, String kind, String format) {
        return Map.of("who", who, "kind", kind, "receivedOn", "2026-04-02", "format", format);
    }

    private String signedOffOutcome() {
        String child = practice.child();
        way.outcomeSignedOff(child);
        return child;
    }

    private String reportSignedOff(LocalDate conference) {
        String child = way.decided(practice.child());
        way.requested(child, conference, false);
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        return child;
    }
}

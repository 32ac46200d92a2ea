package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Authority to place a child for adoption")
class AuthorityToPlaceTest extends AdoptionPlanWalk {

    /** A Thursday; Monday is a bank holiday. */
    @BeforeEach
    void thursdayBeforeTheBankHoliday() {
        practice.itIs("2026-05-21T10:00");
    }

    private String toBePlaced(String route) {
        return shouldBePlaced(practice.child(), route);
    }

    private boolean authority(String child) {
        return jdbc.queryForObject(
                        "select count(*) from pathways.journey_event where child_ref = ? and name = 'authority-to-place'",
                        Integer.class,
                        child)
                > 0;
    }

    @Test
    @DisplayName("comes by the parents' formal consent, witnessed, where they are expected to give it (STAT-ADO-11)")
    void consent() {
        String child = toBePlaced("consent");
        assertThat(practice.tasks(child)).contains(CONSENT).doesNotContain(APPLY);
        refusedWithout(child, CONSENT, "sw.north", Map.of("consentGiven", "yes"), "consentOn", "Consent given on");
        refusedWithout(child, CONSENT, "sw.north", Map.of("consentGiven", "yes"), "witnessedBy", "Reporting officer");
        practice.complete(child, CONSENT, "sw.north", Map.of("consentGiven", "yes"));
        assertThat(authority(child)).isTrue();
        assertThat(practice.running(child)).doesNotContain("authority-to-place").contains("family-finding");
        assertThat(practice.deadline(child, "formal-consent-taken").status()).isEqualTo(Deadline.Status.MET);
    }

    @ParameterizedTest(name = "consent on {0}, six weeks old on 2 July: accepted {1}")
    @CsvSource({"2026-07-01, false", "2026-07-02, true", "2026-07-03, true"})
    @DisplayName("by consent of a baby's parents does not count before the baby is six weeks old: the day before is"
            + " refused with a sentence, the day itself is not (STAT-ADO-11)")
    void sixWeeks(String consentOn, boolean accepted) {
        practice.itIs("2026-06-25T10:00");
        String child = shouldBePlaced(practice.childBorn(LocalDate.of(2026, 5, 21)), "relinquished");
        practice.itIs(consentOn + "T10:00");
        Map<String, Object> answers = answers(child, CONSENT, "sw.north", "consentGiven", "yes");
        if (accepted) {
            practice.completeWithOnly(child, CONSENT, "sw.north", answers);
        } else {
            assertThatThrownBy(() -> practice.completeWithOnly(child, CONSENT, "sw.north", answers))
                    .hasMessageContaining("cannot be before 2 July 2026, when the child is 6 weeks old");
        }
        assertThat(authority(child)).isEqualTo(accepted);
    }

    @Test
    @DisplayName("by consent is not taken for a child who is not born (STAT-ADO-11)")
    void unborn() {
        String child = shouldBePlaced(practice.unbornChild(), "relinquished");
        Map<String, Object> answers = answers(child, CONSENT, "sw.north", "consentGiven", "yes");
        assertThatThrownBy(() -> practice.completeWithOnly(child, CONSENT, "sw.north", answers))
                .hasMessageContaining("cannot be while the child is not born");
    }

    @Test
    @DisplayName(
            "not given or withdrawn, the court is asked, within 5 working days of knowing, whatever the first limit"
                    + " was (STAT-ADO-11, RUT-ADO-01)")
    void consentRefused() {
        String child = toBePlaced("consent");
        practice.itIs("2026-06-15T10:00");
        practice.complete(child, CONSENT, "sw.north", Map.of("consentGiven", "no", "noConsentOn", "2026-06-15"));
        assertThat(authority(child)).isFalse();
        notDone(child, APPLY, "placement-order-applied-for", "2026-06-22");
    }

    @Test
    @DisplayName("by consent is taken, or known not to come, within 30 working days of the decision; late, it escalates"
            + " (STAT-ADO-11)")
    void consentInTime() {
        String child = toBePlaced("consent");
        notDone(child, CONSENT, "formal-consent-taken", "2026-07-03");
        practice.itIs("2026-07-07T09:00");
        practice.complete(child, CONSENT, "sw.north", Map.of("consentGiven", "yes"));
        doneLate(child, "formal-consent-taken", 2);
    }

    @Test
    @DisplayName("is asked of the court within 10 working days of the decision; late, it escalates (RUT-ADO-01)")
    void appliedInTime() {
        String child = toBePlaced("court");
        assertThat(practice.tasks(child)).doesNotContain(CONSENT);
        notDone(child, APPLY, "placement-order-applied-for", "2026-06-05");
        practice.itIs("2026-06-09T09:00");
        practice.complete(child, APPLY, "legal", Map.of("hearingPlannedFor", "2026-07-10"));
        doneLate(child, "placement-order-applied-for", 2);
    }

    @Test
    @DisplayName("by order: what the court decided is recorded on the day of the hearing; an adjourned one has its new"
            + " day, and the clock goes there (RUT-ADO-01)")
    void hearing() {
        String child = toBePlaced("court");
        practice.complete(child, APPLY, "sw.north", Map.of("hearingPlannedFor", "2026-06-12"));
        assertThat(practice.dueDay(child, COURT)).isEqualTo("2026-06-12");
        practice.itIs("2026-06-12T12:00");
        practice.complete(
                child, COURT, "legal", Map.of("courtDecision", "adjourned", "hearingPlannedFor", "2026-07-10"));
        assertThat(authority(child)).isFalse();
        notDone(child, COURT, "placement-order-decided", "2026-07-10");
        practice.itIs("2026-07-14T09:00");
        practice.complete(child, COURT, "legal", Map.of("courtDecision", "made", "orderMadeOn", "2026-07-13"));
        doneLate(child, "placement-order-decided", 1);
        assertThat(authority(child)).isTrue();
    }

    @Test
    @DisplayName("is not there when the court refuses: a care review is asked for, everybody is told, and the journey"
            + " ends with that reason; the search for a family ends with it (RUT-ADO-01)")
    void refused() {
        String child = toBePlaced("court");
        courtDecided(child, "refused");
        assertThat(authority(child)).isFalse();
        assertThat(practice.tasks(child)).contains(ASK_FOR_REVIEW, TELL_PEOPLE);
        parentsKnow(child);
        assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("A care review is needed"));
        practice.complete(child, ASK_FOR_REVIEW, "sw.north");
        practice.complete(child, TELL_PEOPLE, "sw.north");
        ended(child, "Placement order refused");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "made, orderMadeOn, Placement order made on",
        "refused, orderRefusedOn, Placement order refused on",
        "adjourned, hearingPlannedFor, New hearing on",
        "made, courtReasons, The court's reasons"
    })
    @DisplayName("by order: the day and the court's reasons are asked, by what the court did (RUT-ADO-01)")
    void courtAsked(String decision, String key, String label) {
        String child = toBePlaced("court");
        practice.complete(child, APPLY, "sw.north", Map.of("hearingPlannedFor", "2026-05-21"));
        refusedWithout(child, COURT, "legal", Map.of("courtDecision", decision), key, label);
    }
}

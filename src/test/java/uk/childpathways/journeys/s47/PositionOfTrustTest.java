package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A person in a position of trust")
class PositionOfTrustTest extends EnquiryWalk {

    private static final String LADO = "Consult LADO";
    private static final String ALERT = "Complete LADO alert";

    @BeforeEach
    void fridayBeforeABankHoliday() {
        practice.itIs("2026-05-22T10:00");
    }

    private String trusted() {
        return enquired(toBeDiscussed(), "positionOfTrust", "yes", "positionOfTrustKnownOn", "2026-05-22");
    }

    @Test
    @DisplayName("nobody in a position of trust: the LADO is not asked (RUT-S47-14a)")
    void nobody() {
        assertThat(practice.tasks(enquired(toBeDiscussed()))).doesNotContain(LADO, ALERT);
    }

    @Test
    @DisplayName("the LADO not consulted on the working day after the allegation, Tuesday 26 May, is before the service"
            + " manager (STAT-S47-07 RUT-S47-14a)")
    void ladoLate() {
        String child = trusted();
        notDone(child, LADO, "lado-consulted", "2026-05-26");
        practice.itIs("2026-05-28T10:00");
        practice.complete(child, LADO, "tm.north", Map.of("ladoAlert", "not-needed"));
        doneLate(child, "lado-consulted", 2);
    }

    @Test
    @DisplayName("the clock runs from the day on which the allegation was known, not from the discussion (STAT-S47-07)")
    void knownEarlier() {
        String child = enquired(toBeDiscussed(), "positionOfTrust", "yes", "positionOfTrustKnownOn", "2026-05-20");
        assertThat(due(child, "lado-consulted").toLocalDate()).isEqualTo("2026-05-21");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "lado-consulted")).hasSize(1);
    }

    @Test
    @DisplayName("no alert needed: the advice is on record and the outcome waits for it (RUT-S47-14a)")
    void noAlert() {
        String child = trusted();
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        assertThat(practice.tasks(child)).contains(LADO).doesNotContain("Write S47 outcome");
        practice.complete(child, LADO, "sw.north", Map.of("ladoAlert", "not-needed"));
        inTime(child, "lado-consulted");
        assertThat(practice.tasks(child)).contains("Write S47 outcome").doesNotContain(ALERT);
        assertThat(entry(child, "consult-lado").answers()).containsKeys("ladoAdvice", "ladoConsultedOn");
    }

    @Test
    @DisplayName("an alert that the LADO asks for is the worker's to complete on the next working day, and late it is"
            + " before the service manager (RUT-S47-14b STAT-S47-07)")
    void alert() {
        String child = trusted();
        practice.complete(child, LADO, "tm.north", Map.of("ladoAlert", "needed"));
        assertThat(practice.task(child, ALERT).getAssignee()).isEqualTo("sw.north");
        notDone(child, ALERT, "lado-alert-completed", "2026-05-26");
        practice.itIs("2026-05-27T10:00");
        practice.complete(child, ALERT, "sw.north", Map.of("alertContent", "The whole allegation."));
        doneLate(child, "lado-alert-completed", 1);
        assertThat(entry(child, "complete-lado-alert").answers())
                .containsEntry("alertContent", "The whole allegation.");
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        assertThat(practice.tasks(child)).contains("Write S47 outcome");
    }
}

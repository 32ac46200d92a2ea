package uk.childpathways.journeys.s47;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Seeing the child and the family")
class SeeChildAndFamilyTest extends EnquiryWalk {

    private static final String VISIT = "See child and family";
    private static final String MIDWIFERY = "Consult midwifery";

    @Test
    @DisplayName("a child not seen by the date which the discussion set is before the service manager (RUT-S47-05)")
    void dateOfTheDiscussion() {
        practice.itIs("2026-04-02T10:00");
        String child = enquired(toBeDiscussed(), "seeChildBy", "2026-04-04");
        notDone(child, VISIT, "child-seen-in-enquiry", "2026-04-04");
        practice.itIs("2026-04-07T10:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        doneLate(child, "child-seen-in-enquiry", 1);
    }

    @Test
    @DisplayName("a visit at which the child was not seen does not meet the standard: the task comes again and the"
            + " clock goes on (RUT-S47-05 RUT-A3-08)")
    void notSeen() {
        practice.itIs("2026-04-29T10:00");
        String child = enquired(toBeDiscussed(), "seeChildBy", "2026-05-05");
        practice.itIs("2026-05-01T18:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        assertThat(practice.tasks(child)).contains(VISIT);
        assertThat(practice.deadlines(child, "child-seen-in-enquiry")).hasSize(1);
        assertThat(practice.shownAtOpening(child, VISIT, "sw.north"))
                .as("nothing of the failed visit comes back")
                .doesNotContainKeys("childSeen", "notSeenReason", "triedOn");
        notDone(child, VISIT, "child-seen-in-enquiry", "2026-05-05");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "not-seen"));
        practice.fireDueTimers(child);
        assertThat(breaches(child, "child-seen-in-enquiry")).as("missed once").hasSize(1);
        practice.itIs("2026-05-07T10:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen"));
        doneLate(child, "child-seen-in-enquiry", 2);
        assertThat(entries(child, "see-child-and-family")).isEqualTo(3);
    }

    @Test
    @DisplayName("a child seen but not alone needs the reason, and when they will be seen alone (RUT-A3-08)")
    void notAlone() {
        practice.itIs("2026-04-29T10:00");
        String child = enquired(toBeDiscussed());
        Map<String, Object> answers =
                practice.answersFor(child, VISIT, "sw.north", Map.of("childSeen", "seen", "seenAlone", "no"));
        Object reason = answers.remove("notAloneReason");
        assertThatThrownBy(() -> practice.completeWithOnly(child, VISIT, "sw.north", answers))
                .hasMessageContaining("Why not alone, who was there, and when the child will be seen alone");
        answers.remove("seenAlone");
        assertThatThrownBy(() -> practice.completeWithOnly(child, VISIT, "sw.north", answers))
                .hasMessageContaining("Was the child seen alone?");
        answers.put("seenAlone", "no");
        answers.put("notAloneReason", reason);
        practice.completeWithOnly(child, VISIT, "sw.north", answers);
        assertThat(entry(child, "see-child-and-family").answers()).containsEntry("notAloneReason", reason);
    }

    @Test
    @DisplayName("a visit is dated with the day on which the child was seen, and done before the date it is in time"
            + " (RUT-S47-05)")
    void recordedLater() {
        practice.itIs("2026-04-29T10:00");
        String child = enquired(toBeDiscussed(), "seeChildBy", "2026-04-30");
        practice.itIs("2026-05-01T09:00");
        practice.complete(child, VISIT, "sw.north", Map.of("childSeen", "seen", "childSeenOn", "2026-04-30"));
        assertThat(practice.deadline(child, "child-seen-in-enquiry").status().name())
                .isEqualTo("MET");
    }

    @Test
    @DisplayName("an unborn child is not visited: midwifery is consulted and the parents are seen, on the next working"
            + " day (RUT-S47-13a RUT-S47-07 RUT-S47-09)")
    void unborn() {
        practice.itIs("2026-05-01T10:00");
        String child = enquired(toBeDiscussed(practice.unbornChild()));
        assertThat(practice.tasks(child)).contains(MIDWIFERY).doesNotContain(VISIT);
        // Monday 4 May is a bank holiday.
        notDone(child, MIDWIFERY, "midwifery-consulted", "2026-05-05");
        practice.itIs("2026-05-06T10:00");
        Map<String, Object> answers = practice.answersFor(child, MIDWIFERY, "sw.north", Map.of());
        for (String key : new String[] {"risks", "protectiveFactors", "agencyKnows", "sharedWithThem"}) {
            Object answer = answers.remove(key);
            assertThatThrownBy(() -> practice.completeWithOnly(child, MIDWIFERY, "sw.north", answers))
                    .as(key)
                    .hasMessageContaining(practice.form(child, MIDWIFERY)
                            .field(key)
                            .orElseThrow()
                            .label());
            answers.put(key, answer);
        }
        practice.completeWithOnly(child, MIDWIFERY, "sw.north", answers);
        doneLate(child, "midwifery-consulted", 1);
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "Read case history", "sw.north");
        practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
        assertThat(entry(child, "write-s47-outcome").answers())
                .as("nobody is asked what an unborn child has said")
                .doesNotContainKey("childVoice");
    }
}

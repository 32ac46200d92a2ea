package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A child in care is missing")
class ChildMissingTest extends CareWalk {

    private static final String RETURN = "Record child's return";
    private static final String INTERVIEW = "Hold return interview";

    private String missing() {
        practice.itIs("2026-04-02T18:00");
        String child = inCare();
        practice.itIs("2026-04-03T23:00");
        practice.start(
                "child-missing", "eds", Map.of("journeyId", journey(child).id().toString()));
        practice.carryOn(child);
        return child;
    }

    @Test
    @DisplayName("managers, reviewing officer and worker are told in that moment (STAT-CIC-18 RUT-CIC-20a)")
    void told() {
        String child = missing();
        assertThat(consequences.told(child, "notice")).contains("iro", "sm", "sw.north", "tm.north");
        assertThat(consequences.toldTo("iro", child)).anyMatch(text -> text.contains("is missing"));
        assertThat(practice.offeredTo(child, RETURN)).contains("eds", "social-workers-north");
    }

    @Test
    @DisplayName("the return interview is due 72 hours after the child came back, Easter or not (STAT-CIC-18)")
    void interview() {
        String child = missing();
        practice.itIs("2026-04-04T03:15");
        practice.complete(child, RETURN, "eds");
        assertThat(due(child, "return-interview-held")).isEqualToIgnoringNanos(LocalDateTime.parse("2026-04-07T03:15"));
        notDone(child, INTERVIEW, "return-interview-held", "2026-04-07T03:15");
        practice.itIs("2026-04-08T10:00");
        practice.complete(child, INTERVIEW, "sw.north", Map.of("interviewPart", "refused"));
        doneLate(child, "return-interview-held", 1);
        assertThat(practice.running(child)).doesNotContain("child-missing");
    }

    @Test
    @DisplayName("what the child said is on record when they talked (STAT-CIC-18)")
    void talked() {
        String child = missing();
        practice.itIs("2026-04-04T03:15");
        practice.complete(child, RETURN, "eds");
        practice.itIs("2026-04-05T10:00");
        refusedWithout(child, INTERVIEW, "sw.north", "childVoice", "interviewPart", "talked");
        practice.complete(child, INTERVIEW, "sw.north", Map.of("interviewPart", "talked"));
        inTime(child, "return-interview-held");
    }

    @Test
    @DisplayName("after an early end of the journey nobody is asked for an interview any more (SWI-INT-07c)")
    void earlyEnd() {
        String child = missing();
        practice.start(
                "end-journey",
                "sw.north",
                Map.of("journeyId", journey(child).id().toString(), "endReason", "child-died"));
        practice.carryOn(child);
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        assertThat(practice.running(child)).isEmpty();
    }
}

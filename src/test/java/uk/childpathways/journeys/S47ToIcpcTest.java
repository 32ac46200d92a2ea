package uk.childpathways.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("From the section 47 enquiry to the initial child protection conference")
class S47ToIcpcTest {

    @Autowired
    Practice practice;

    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T10:00");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @Test
    @DisplayName("the whole way: concern, discussion, enquiry, outcome, conference, plan handed over")
    void wholeWay() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        practice.complete(child, "Allocate case", "tm.north", Map.of("worker", "sw.north"));
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        practice.complete(
                child,
                "Hold strategy discussion",
                "tm.north",
                Map.of(
                        "strategyOutcome",
                        "joint",
                        "agencies",
                        agencies(),
                        "positionOfTrust",
                        "no",
                        "leadWorker",
                        "sw.north"));
        practice.complete(child, "Endorse enquiry", "psw", Map.of("endorsement", "endorsed"));
        assertThat(practice.due(child, "icpc-held")).isEqualTo(LocalDate.of(2026, 4, 27));
        practice.complete(child, "Complete agency checks", "sw.north");
        practice.complete(child, "See child and family", "sw.north", Map.of("childSeen", "seen"));
        practice.complete(child, "Read case history", "sw.north");
        practice.complete(child, "Write S47 outcome", "sw.north", Map.of("s47Outcome", "continuing-risk"));
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Request conference", "sw.north", Map.of("transferring", "no"));
        practice.complete(child, "Convene conference", "sw.north");
        practice.complete(child, "Prepare child", "sw.north");
        practice.complete(child, "Write conference report", "sw.north");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(child, "Share document", "sw.north");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "child-protection-plan"));
    }

    static List<Map<String, Object>> agencies() {
        return List.of(
                Map.of("agency", "police", "who", "DS Malik", "part", "attended"),
                Map.of("agency", "health", "who", "Health visitor", "part", "attended"),
                Map.of("agency", "children-services", "who", "Team manager", "part", "attended"));
    }
}

package uk.childpathways.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import uk.childpathways.journeys.practitioners.SupervisionWalk;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("Who works here and has no supervision (SWI-SUP-01a, SWI-SUP-02a, SWI-SV2-01a, SWI-SV2-06b)")
class WithoutSupervisionTest {

    @Autowired
    Practice practice;

    @Autowired
    StaffAdministration staff;

    @Autowired
    WithoutSupervision without;

    @Autowired
    TestRestTemplate rest;

    private SupervisionWalk walk;

    @BeforeEach
    void monday() {
        practice.itIs("2026-04-13T10:00");
        walk = new SupervisionWalk(practice, staff);
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    private List<String> unsupervised() {
        return without.in(List.of("west")).stream()
                .map(WithoutSupervision.Employee::userId)
                .toList();
    }

    @Test
    @DisplayName("stands in the team's list from the first day, whatever their role, until supervision is opened")
    void untilOpened() {
        String worker = walk.worker(Role.SOCIAL_WORKER);
        assertThat(unsupervised()).contains(worker, SupervisionWalk.TM, SupervisionWalk.ATM);
        walk.open(worker, SupervisionWalk.TM, SupervisionWalk.TM, "experienced", "social-worker");
        assertThat(unsupervised()).doesNotContain(worker).contains(SupervisionWalk.ATM);
    }

    @Test
    @DisplayName("nobody of another team, and nobody who has left, stands in it")
    void othersDoNot() {
        String worker = walk.worker(Role.SOCIAL_WORKER);
        assertThat(without.in(List.of("north")))
                .extracting(WithoutSupervision.Employee::userId)
                .doesNotContain(worker);
        walk.person(worker, "Worker " + worker, Role.SOCIAL_WORKER, "west", true, false);
        assertThat(unsupervised()).doesNotContain(worker);
    }

    @Test
    @DisplayName(
            "the team's manager and the service manager read it on the page of the team; another team's manager does"
                    + " not")
    void onThePage() {
        String worker = walk.worker(Role.SOCIAL_WORKER);
        for (String manager : new String[] {SupervisionWalk.TM, "sm"}) {
            assertThat(rest.withBasicAuth(manager, "pathways").getForObject("/oversight", String.class))
                    .contains("Without supervision", "Worker " + worker);
        }
        assertThat(rest.withBasicAuth("tm.north", "pathways").getForObject("/oversight", String.class))
                .contains("Without supervision")
                .doesNotContain("Worker " + worker);
    }
}

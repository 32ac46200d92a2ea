package uk.childpathways.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.breaches.Breaches;
import uk.childpathways.children.Children;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/** Two children's conference reports, due on Tuesday 21 April 2026, are not written; the children have a team of their own. */
@PathwaysTest
@DisplayName("Copied words on the record (NEW-GEN-02a, B4)")
class CopiedWordsOnRecordTest {

    private static final String TEAM = "copied";

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Breaches breaches;

    @Autowired
    CopiedWords copied;

    private String one;
    private String two;

    @BeforeEach
    void twoReportsAreLate() {
        practice.itIs("2026-04-01T10:00");
        ToTheConference way = new ToTheConference(practice);
        one = way.requested(way.movedIn("2026-04-01"), LocalDate.of(2026, 4, 24), false);
        two = way.requested(way.movedIn("2026-04-01"), LocalDate.of(2026, 4, 24), false);
        practice.itIs("2026-04-22T00:01");
        Stream.of(one, two).forEach(practice::fireDueTimers);
        practice.itIs("2026-04-22T10:00");
        staff.putService("copied", "Service of the copied words");
        staff.putTeam(TEAM, "Team of the copied words", "copied");
    }

    @AfterEach
    void back() {
        Stream.of(one, two).forEach(child -> children.moveTo(child, "north"));
        practice.backToToday();
    }

    private CopiedWords.Share share() {
        Stream.of(one, two).forEach(child -> children.moveTo(child, TEAM));
        return copied.of(List.of(TEAM));
    }

    @Test
    @DisplayName("the same reason and effect for two children are two copied answers")
    void copied() {
        Map<String, Object> same = Map.of("breachReason", "Worker away.", "effectOnChild", "None that we know of.");
        Stream.of(one, two).forEach(child -> practice.complete(child, "Respond to breached standard", "sm", same));
        assertThat(share()).isEqualTo(new CopiedWords.Share(2, 2));
    }

    @Test
    @DisplayName(
            "what the application withdraws for many children in the same words, a bank holiday having become known,"
                    + " nobody has answered")
    void withdrawn() {
        Stream.of(one, two)
                .forEach(child -> breaches.withdraw(
                        practice.deadline(child, "conference-report-written"),
                        "Monday 20 April 2026 became known as a bank holiday."));
        assertThat(share()).isEqualTo(new CopiedWords.Share(0, 0));
    }
}

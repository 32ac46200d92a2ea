package uk.childpathways.journeys.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.testing.PathwaysTest;

/** The order is made on Monday 14 December 2026; Christmas Day and the Monday after it are bank holidays. */
@PathwaysTest
@DisplayName("After the adoption order")
class AfterAdoptionOrderTest extends JourneyTestBase {

    private static final String BOOK = "Hand over life story book";
    private static final String BOX = "Arrange Letter Box";
    private static final String FAMILY = "Tell birth family of support";
    private static final String SUPPORT = "Arrange post-adoption support";

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    Journeys journeys;

    private AdoptionWalk walk;

    @BeforeEach
    void walk() {
        walk = new AdoptionWalk(practice, runtime, repository, journeys);
        practice.itIs("2026-12-14T10:00");
    }

    private String ordered(String... more) {
        String[] events = new String[more.length + 2];
        events[0] = "adoption-order-made";
        events[1] = "2026-12-14";
        System.arraycopy(more, 0, events, 2, more.length);
        return walk.at(AdoptionWalk.AFTER_ORDER, events);
    }

    private String supported() {
        return ordered("post-adoption-support-agreed", "2026-10-05");
    }

    private Map<String, Object> received() {
        String today = practice.today().toString();
        return Map.of(
                "recipients",
                List.of(
                        Map.of("who", "child", "got", "in-person", "receivedOn", today),
                        Map.of("who", "adopters", "got", "in-person", "receivedOn", today)));
    }

    @ParameterizedTest(name = "{0} by 30 December, Christmas not counted")
    @DisplayName("RUT-ADO-13, RUT-ADO-20, RUT-ADO-21, RUT-ADO-22a, RUT-ADO-22b: each is due 10 working days after the"
            + " order, is asked about when it is not done, and stays to be done")
    @CsvSource({
        "Hand over life story book, life-story-handed-over",
        "Arrange Letter Box, letter-box-arranged",
        "Tell birth family of support, birth-family-told-of-support"
    })
    void tenWorkingDays(String task, String standard) {
        String child = supported();
        assertThat(practice.tasks(child)).containsExactly(BOX, BOOK, FAMILY);
        notDone(child, task, standard, "2026-12-30");
        practice.itIs("2027-01-04");
        practice.complete(child, task, "sw.north", task.equals(BOOK) ? received() : Map.of());
        doneLate(child, standard, 2);
    }

    @Test
    @DisplayName("STAT-ADO-09: where the council's profile goes by the National Minimum Standards, the celebration"
            + " counts as soon as its day is on record; before that, and everywhere else, the order")
    void celebration() {
        String order = ordered("adoption-ceremony-planned-for", "2027-01-11");
        assertThat(due(order, "life-story-handed-over")).isEqualTo("2026-12-30T23:59:59");

        String byCelebration = inSwindon("adoption-ceremony-planned-for", "2027-01-11");
        assertThat(due(byCelebration, "life-story-handed-over")).isEqualTo("2027-01-25T23:59:59");
        notDone(byCelebration, BOOK, "life-story-handed-over", "2027-01-25");

        practice.itIs("2026-12-14T10:00");
        assertThat(due(inSwindon(), "life-story-handed-over")).isEqualTo("2026-12-30T23:59:59");
    }

    /** The same, for a child of a council with Swindon's profile. */
    private String inSwindon(String... more) {
        String[] events = new String[more.length + 2];
        events[0] = "adoption-order-made";
        events[1] = "2026-12-14";
        System.arraycopy(more, 0, events, 2, more.length);
        String child = walk.at(AdoptionWalk.FAMILY_FINDING, events);
        jdbc.update("update pathways.journey set profile = 'swindon' where id = ?", walk.journeyOf(child));
        runtime.startProcessInstanceByKey(
                "after-adoption-order",
                "adoption:" + child,
                Map.of("childRef", child, "journeyId", walk.journeyOf(child).toString()));
        return child;
    }

    @ParameterizedTest(name = "without \"{1}\" it is refused")
    @DisplayName(
            "RUT-ADO-13, RUT-ADO-20, SWI-FIL-08b: book and letter are complete, in the hands of child and adopters,"
                    + " and a scanned copy is on the record")
    @CsvSource({
        "bookCompletedOn, Book completed on",
        "bookReference, Copy on the record",
        "letterCompletedOn, Letter completed on",
        "letterReference, Copy on the record",
        "handedOverOn, Child and adopters have both since",
        "howExplained, How book and letter were explained"
    })
    void bookAndLetter(String key, String label) {
        walk.refusedWithout(supported(), BOOK, "sw.north", received(), key, label);
    }

    @Test
    @DisplayName("RUT-ADO-13, RUT-ADO-20: neither is handed over before it is complete, nor to the adopters alone; the"
            + " copy's reference stays on the record (SWI-FIL-08b)")
    void inTheirHands() {
        String child = supported();
        practice.itIs("2026-12-21T10:00");
        walk.refused(
                child,
                BOOK,
                "sw.north",
                with(received(), "letterCompletedOn", "2026-12-21", "handedOverOn", "2026-12-18"),
                "cannot be before 21 December 2026");
        walk.refused(
                child,
                BOOK,
                "sw.north",
                Map.of("recipients", List.of(Map.of("who", "adopters", "got", "sent", "receivedOn", "2026-12-21"))),
                "child");
        practice.complete(child, BOOK, "sw.north", with(received(), "bookReference", "DOC-4711"));
        inTime(child, "life-story-handed-over");
        assertThat(entry(child, "hand-over-life-story-book").answers()).containsEntry("bookReference", "DOC-4711");
        assertThat(entry(child, "hand-over-life-story-book").clauses()).contains("SWI-FIL-08b", "RUT-ADO-13");
    }

    @Test
    @DisplayName("RUT-ADO-22a: all Letter Box arrangements are named; who has not signed, and why")
    void letterBox() {
        String child = supported();
        walk.refusedWithout(child, BOX, "sw.north", Map.of("agreements", "some"), "notSigned", "Who has not signed");
        walk.refusedWithout(child, BOX, "sw.north", Map.of(), "coordinator", "Who runs the Letter Box");
        walk.refusedWithout(child, BOX, "sw.north", Map.of(), "exchanges", "Who writes to whom");
    }

    @Test
    @DisplayName("RUT-ADO-21, RUT-ADO-22b: each member of the birth family is told where to find support and why the"
            + " Letter Box matters; who was not reached has the reason")
    void birthFamily() {
        String child = supported();
        practice.complete(
                child,
                FAMILY,
                "sw.north",
                Map.of(
                        "members",
                        List.of(
                                Map.of(
                                        "who",
                                        "Ms Carter, mother",
                                        "reached",
                                        "in-person",
                                        "toldOn",
                                        "2026-12-14",
                                        "supportNamed",
                                        "Independent birth family service",
                                        "letterBoxExplained",
                                        "She will write each June."),
                                Map.of("who", "Father", "reached", "not-reached", "notReachedReason", "Abroad"))));
        assertThat(entry(child, "tell-birth-family-of-support").answers().get("members"))
                .asString()
                .contains(
                        "Ms Carter, mother", "Independent birth family service", "She will write each June.", "Abroad");
        assertThat(entry(child, "tell-birth-family-of-support").by()).isEqualTo("sw.north");
        inTime(child, "birth-family-told-of-support");
    }

    @Test
    @DisplayName("RUT-ADO-19: support that was not agreed before the order was due by the day of it, and is asked for"
            + " now; the worker's manager answers for it")
    void supportOverdue() {
        String child = ordered();
        assertThat(practice.tasks(child)).containsExactly(BOX, SUPPORT, BOOK, FAMILY);
        notDone(child, SUPPORT, "post-adoption-support-agreed", "2026-12-14");
        practice.complete(child, SUPPORT, "sw.north");
        assertThat(practice.deadline(child, "post-adoption-support-agreed").status())
                .isEqualTo(Deadline.Status.MET_LATE);
    }

    @Test
    @DisplayName("nothing is closed before the book is handed over, the Letter Box arranged, the birth family told"
            + " (RUT-ADO-20, RUT-ADO-22a)")
    void allOfIt() {
        String child = supported();
        practice.complete(child, BOX, "sw.north");
        practice.complete(child, FAMILY, "sw.north");
        assertThat(practice.running(child)).contains("adoption-walk");
        practice.complete(child, BOOK, "sw.north", received());
        assertThat(practice.running(child)).isEmpty();
    }
}

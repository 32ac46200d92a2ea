package uk.childpathways.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Children;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.journeys.care.CareReviewTestBase;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.people.Directory;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Meetings by their day, and the work of a colleague who is away")
class MeetingsAndCoverTest extends CareReviewTestBase {

    @Autowired
    Desk desk;

    @Autowired
    Cards cards;

    @Autowired
    OpenWork work;

    @Autowired
    PlannedMeetings meetings;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Directory directory;

    @Autowired
    Children children;

    @AfterEach
    void clock() {
        practice.backToToday();
    }

    @Test
    @DisplayName(
            "the reviewing officer sees the first review by its planned day, though its limit has a name of its own"
                    + " (B8, STAT-CIC-01)")
    void firstReview() {
        String child = lookedAfter("2026-11-30");
        practice.complete(child, "Convene care review", "sw.north", Map.of("reviewPlannedFor", "2026-12-15"));

        assertThat(of("iro", child)).singleElement().satisfies(card -> {
            assertThat(card.title()).isEqualTo("Hold care review");
            assertThat(card.meeting()).startsWith("Tue 15 December");
            assertThat(card.dueWords()).isEqualTo("due Wed 30 December, in 30 days");
        });
        assertThat(desk.of("iro").get(0).id()).isEqualTo("meetings");
    }

    @Test
    @DisplayName(
            "the conference for a child who moved in stands by its planned day, and is over once it was held (B8, STAT-CP-04)")
    void transferIn() {
        practice.itIs("2026-11-30T09:00");
        ToTheConference conference = new ToTheConference(practice);
        String child = conference.movedIn("2026-11-27");
        conference.requested(child, LocalDate.of(2026, 12, 10), true);
        practice.complete(child, "Convene conference", "confadmin", Map.of("conferencePlannedFor", "2026-12-10"));

        assertThat(of("cpchair", child))
                .filteredOn(card -> card.title().startsWith("Hold conference"))
                .singleElement()
                .satisfies(card -> assertThat(card.meeting()).startsWith("Thu 10 December"));
        assertThat(meetings.of(List.of(child))).hasSize(1);

        practice.itIs("2026-12-10T15:00");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceOutcome", "no-further-action"));
        assertThat(meetings.of(List.of(child))).isEmpty();
    }

    @Test
    @DisplayName("a meeting on a later day is not what comes next today")
    void laterMeeting() {
        String child = lookedAfter("2026-11-30");
        practice.complete(child, "Convene care review", "sw.north", Map.of("reviewPlannedFor", "2026-12-15"));

        desk.next("iro", "")
                .ifPresent(card -> assertThat(card.meetingAt() == null
                                || !card.meetingAt().isAfter(England.endOf(LocalDate.of(2026, 11, 30))))
                        .as(card.title() + ", " + card.meeting())
                        .isTrue());
        practice.itIs("2026-12-15T08:00");
        assertThat(desk.next("iro", "")).get().extracting(Card::meetingAt).isNotNull();
    }

    @Test
    @DisplayName("who covers has the work in their own list, and reads whose it is; nobody else has it there (B6)")
    void cover() {
        practice.itIs("2026-11-30T09:00");
        String child = practice.child();
        ToTheConference conference = new ToTheConference(practice);
        conference.opened(child);
        practice.complete(child, "Decide on immediate safety", "tm.north", Map.of("immediateSafety", "none"));
        practice.start(
                "record-absence",
                "tm.north",
                Map.of(
                        "absentPerson",
                        "sw.north",
                        "absenceKind",
                        "away",
                        "awayFrom",
                        "2026-11-30",
                        "backOn",
                        "2026-12-11",
                        "coveredBy",
                        "sw2.north"));
        try {
            assertThat(sectionsWith("Give contact details", "sw2.north", child))
                    .isNotEmpty()
                    .doesNotContain("team");
            assertThat(of("sw2.north", child))
                    .filteredOn(card -> card.title().equals("Give contact details"))
                    .singleElement()
                    .satisfies(card -> assertThat(card.holder())
                            .isEqualTo("you, for " + directory.nameOf("sw.north") + ", who is away"));
        } finally {
            practice.start(
                    "record-absence",
                    "sw.north",
                    Map.of("absentPerson", "sw.north", "absenceKind", "back", "returnedOn", "2026-11-30"));
        }
        assertThat(of("sw.north", child))
                .filteredOn(card -> card.title().equals("Give contact details"))
                .singleElement()
                .satisfies(card -> assertThat(card.holder()).isEqualTo("you"));
        assertThat(sectionsWith("Give contact details", "sw2.north", child)).isEmpty();
    }

    @Test
    @DisplayName(
            "the tasks of brothers and sisters are found by their family's reference, by nobody from another team (A7)")
    void family() {
        practice.itIs("2026-11-30T09:00");
        List<String> siblings = practice.siblings(2);
        siblings.forEach(new ToTheConference(practice)::opened);
        String family = children.get(siblings.get(0)).familyRef();

        assertThat(childrenFound(family, "sm")).containsExactlyInAnyOrderElementsOf(siblings);
        assertThat(childrenFound(family.toLowerCase(), "tm.north")).containsExactlyInAnyOrderElementsOf(siblings);
        assertThat(childrenFound(family, "tm.south")).isEmpty();
    }

    @Test
    @DisplayName(
            "of a restricted record nobody outside gets a card, though the tasks were handed to the cards (SWI-CON-12)")
    void restricted() {
        practice.itIs("2026-11-30T09:00");
        String child = practice.child();
        new ToTheConference(practice).opened(child);
        assertThat(cards.of(work.ofChildren(List.of(child)), "sw2.north")).isNotEmpty();

        assertThat(rest.withBasicAuth("sm", "pathways")
                        .postForEntity(
                                "/api/children/" + child + "/access",
                                Map.of("decision", "RESTRICT", "reason", "The child's aunt works in the team."),
                                String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);

        assertThat(cards.of(work.ofChildren(List.of(child)), "sw2.north")).isEmpty();
        assertThat(cards.of(work.ofChildren(List.of(child)), "tm.north"))
                .isNotEmpty()
                .allSatisfy(card -> assertThat(card.child()).isEqualTo("Test Child " + child));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Maya Jones, M. J.",
        "Anne-Marie  O'Neil, A. M. O.",
        "' -Maya', M.",
        "Élodie, É.",
        "\uD835\uDC9C Lee, \uD835\uDC9C. L."
    })
    @DisplayName("initials, of each part of a name")
    void initials(String name, String initials) {
        assertThat(Cards.initials(name)).isEqualTo(initials);
    }

    private List<String> childrenFound(String words, String person) {
        return practice.as(
                person,
                () -> desk.search(words, person).stream()
                        .flatMap(found -> found.cards().stream())
                        .map(Card::childRef)
                        .distinct()
                        .toList());
    }

    private List<Card> of(String person, String child) {
        return desk.of(person).stream()
                .flatMap(section -> section.families().stream())
                .flatMap(family -> family.cards().stream())
                .filter(card -> child.equals(card.childRef()))
                .toList();
    }

    private List<String> sectionsWith(String title, String person, String child) {
        return desk.of(person).stream()
                .filter(section -> section.families().stream()
                        .flatMap(family -> family.cards().stream())
                        .anyMatch(card -> card.title().equals(title) && child.equals(card.childRef())))
                .map(Desk.Section::id)
                .toList();
    }
}

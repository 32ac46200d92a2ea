package uk.childpathways.journeys.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.journeys.assessment.AssessmentWalk;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The front door")
class ContactAtFrontDoorTest extends AssessmentWalk {

    private static final String DECIDE_ON = "Decide on contact";
    private static final String TELL = "Tell of contact decision";

    @Autowired
    Children children;

    /** The Thursday before Easter: the next working day is Tuesday 7 April. */
    @BeforeEach
    void thursdayBeforeEaster() {
        practice.itIs("2026-04-02T16:00");
    }

    private String contact(String child, Object... more) {
        practice.start(
                "front-door",
                "frontdoor",
                with(
                        Map.of("childRef", child, "receivedOn", practice.today().toString(), "consentToShare", "yes"),
                        more));
        practice.carryOn(child);
        return child;
    }

    private List<String> runningFor(String child) {
        return practice.pathways(child).stream()
                .map(journey -> journey.key())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "section-47, s47-to-icpc",
        "child-family-assessment, child-family-assessment",
        "early-help, early-help",
        "known-worker, ",
        "advice, "
    })
    @DisplayName(
            "a manager decides whether a contact is a referral, and what follows is open at once, with the day of the"
                    + " contact; whoever told us is told beside it (STAT-S47-01)")
    void decides(String decision, String opens) {
        String child = contact(practice.child());
        assertThat(practice.offeredTo(child, DECIDE_ON))
                .contains("team-managers-north", "assistant-team-managers-north")
                .doesNotContain("front-door");
        practice.complete(child, DECIDE_ON, "tm.north", Map.of("contactDecision", decision));
        practice.carryOn(child);
        assertThat(oversightOf(child, "contact-decision")).hasSize(1);
        inTime(child, "contact-decided");
        assertThat(runningFor(child).stream().filter(key -> !key.equals("front-door")))
                .isEqualTo(opens == null ? List.of() : List.of(opens));
        if ("child-family-assessment".equals(opens)) {
            allocated(child);
            assertThat(practice.due(child, "assessment-concluded"))
                    .as("45 working days from the contact")
                    .isEqualTo("2026-06-10");
        }
        practice.complete(child, TELL, "frontdoor");
        inTime(child, "contact-answered");
        assertThat(runningFor(child)).doesNotContain("front-door");
    }

    @Test
    @DisplayName(
            "by the next working day, Tuesday 7 April after Easter, a manager has decided and whoever told us knows;"
                    + " else it is before the service manager (STAT-S47-01)")
    void clocks() {
        String child = contact(practice.child());
        notDone(child, DECIDE_ON, "contact-decided", "2026-04-07");
        practice.itIs("2026-04-08T10:00");
        asksFor(
                child,
                DECIDE_ON,
                "tm.north",
                Map.of("contactDecision", "advice"),
                "rationale",
                "effectOnChild",
                "siblingsConsidered",
                "consentConsidered",
                "adviceGiven");
        doneLate(child, "contact-decided", 1);
        assertThat(practice.dueDay(child, TELL)).isEqualTo("2026-04-07");
        practice.fireDueTimers(child);
        assertThat(breaches(child, "contact-answered")).hasSize(1);
        asksFor(
                child,
                TELL,
                "frontdoor",
                Map.of("familyTold", "no"),
                "toldOn",
                "toldHow",
                "familyTold",
                "familyNotTold");
        doneLate(child, "contact-answered", 1);
    }

    @Test
    @DisplayName("without consent it is said why it is shared all the same, and with it not asked (RUT-A1-01)")
    void consent() {
        String child = practice.child();
        Map<String, Object> answers = practice.answersForStart(
                "front-door", "frontdoor", Map.of("childRef", child, "consentToShare", "not-asked"));
        assertThat(answers.remove("withoutConsent")).isNotNull();
        assertThatThrownBy(() -> practice.startWithOnly("front-door", "frontdoor", answers))
                .hasMessageContaining("Why it is shared all the same");
        answers.put("consentToShare", "yes");
        practice.startWithOnly("front-door", "frontdoor", answers);
        assertThat(runningFor(child)).containsExactly("front-door");
    }

    @Test
    @DisplayName("brothers and sisters have a contact of their own, decided together and each for itself (RUT-A2-04a)")
    void siblings() {
        List<String> family = practice.siblings(2);
        contact(family.get(0), "siblings", List.of(Map.of("childRef", family.get(1), "concern", "He is hungry.")));
        practice.carryOn(family.get(1));
        practice.complete(
                family.get(0),
                DECIDE_ON,
                "tm.north",
                Map.of(
                        "contactDecision",
                        "advice",
                        "jointChildren",
                        list(new LinkedHashMap<>(Map.of(
                                "childRef",
                                family.get(1),
                                "contactDecision",
                                "child-family-assessment",
                                "rationale",
                                "He is three.")))));
        family.forEach(practice::carryOn);
        assertThat(runningFor(family.get(0))).containsExactly("front-door");
        assertThat(runningFor(family.get(1))).containsExactly("child-family-assessment", "front-door");
        assertThat(oversightOf(family.get(1), "contact-decision").get(0).rationale())
                .isEqualTo("He is three.");
    }

    @Test
    @DisplayName(
            "a contact that comes again within 12 months is seen: what was before stands in the form, and the manager"
                    + " says what the contacts say together; after 12 months it is the first again (RUT-A3-03)")
    void again() {
        String child = contact(practice.child());
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, DECIDE_ON, "tm.north").get("journeysBefore")))
                .isEqualTo("Nothing is on record.");
        Map<String, Object> first =
                practice.answersFor(child, DECIDE_ON, "tm.north", Map.of("contactDecision", "advice"));
        assertThat(first).doesNotContainKey("repeatContacts");
        practice.completeWithOnly(child, DECIDE_ON, "tm.north", first);
        practice.complete(child, TELL, "frontdoor");

        practice.itIs("2027-04-01T10:00");
        contact(child);
        assertThat(String.valueOf(
                        practice.shownAtOpening(child, DECIDE_ON, "tm.north").get("journeysBefore")))
                .contains("2 April 2026: Contact at the front door")
                .contains("Referrer told");
        Map<String, Object> second =
                practice.answersFor(child, DECIDE_ON, "tm.north", Map.of("contactDecision", "advice"));
        assertThat(second.remove("repeatContacts")).isNotNull();
        assertThatThrownBy(() -> practice.completeWithOnly(child, DECIDE_ON, "tm.north", second))
                .hasMessageContaining("It is not the first contact within 12 months");
        practice.complete(child, DECIDE_ON, "tm.north", Map.of("contactDecision", "advice"));
        practice.complete(child, TELL, "frontdoor");

        practice.itIs("2028-04-02T10:00");
        contact(child);
        assertThat(practice.answersFor(child, DECIDE_ON, "tm.north", Map.of("contactDecision", "advice")))
                .doesNotContainKey("repeatContacts");
    }

    @Test
    @DisplayName(
            "one child, one record: a new child is put on record with the family of a sister; a name and birthday that"
                    + " are known, with a slip too, are refused with whom they may be, unless it is said how one knows better")
    void oneRecord() {
        String sister = practice.siblings(2).get(0);
        String ref = sister + "-N";
        Map<String, Object> said = Map.of(
                "newChildRef",
                ref,
                "newChildName",
                "Zoë Quarrendon",
                "born",
                "yes",
                "bornOn",
                "2019-02-11",
                "brotherOrSister",
                sister,
                "newChildTeam",
                "north");
        practice.start("record-new-child", "frontdoor", said);
        Child child = children.get(ref);
        assertThat(child.name()).isEqualTo("Zoë Quarrendon");
        assertThat(child.familyRef()).isEqualTo(children.get(sister).familyRef());
        assertThat(child.allocatedWorker()).isNull();
        assertThat(practice.chronology(ref)).anyMatch(entry -> "child-recorded".equals(entry.kind()));

        assertThatThrownBy(() -> practice.start("record-new-child", "frontdoor", said))
                .hasMessageContaining("belongs to a child already");
        for (String name : List.of("Zoe Quarrendon", "Quarrendon, Zoe", "Zoe Quarendon")) {
            assertThatThrownBy(() -> practice.start(
                            "record-new-child",
                            "frontdoor",
                            with(said, "newChildRef", ref + "2", "newChildName", name)))
                    .as(name)
                    .hasMessageContaining(ref + ", Zoë Quarrendon, born 11 February 2019");
        }
        assertThatThrownBy(() -> practice.start(
                        "record-new-child", "frontdoor", with(said, "newChildRef", ref + "2", "bornOn", "2019-11-02")))
                .as("day and month turned round")
                .hasMessageContaining(ref);
        practice.start(
                "record-new-child",
                "frontdoor",
                with(said, "newChildRef", ref + "2", "anotherChild", "A cousin; both were seen together."));
        practice.start(
                "record-new-child",
                "frontdoor",
                with(said, "newChildRef", ref + "3", "newChildName", "Imogen Quarrendon", "bornOn", "2020-12-24"));
        assertThat(children.siblingsOf(ref)).extracting(Child::ref).contains(sister, ref + "2", ref + "3");
    }

    @Test
    @DisplayName(
            "a record that is closed to whoever writes is not told of; its service manager hears that there may be two")
    void closedRecord() {
        String known = practice.child();
        Child before = children.get(known);
        children.put(new Child(
                known,
                "Orla Penhaligon " + known,
                before.dateOfBirth(),
                null,
                before.familyRef(),
                "north",
                before.allocatedWorker(),
                null,
                false));
        practice.start(
                "decide-access-to-record",
                "sm",
                Map.of("childRef", known, "accessDecision", "restrict", "reason", "The father looks for them."));
        String ref = known + "-N";
        practice.start(
                "record-new-child",
                "frontdoor",
                Map.of(
                        "newChildRef",
                        ref,
                        "newChildName",
                        "Orla Penhaligon " + known,
                        "born",
                        "yes",
                        "bornOn",
                        before.dateOfBirth().toString(),
                        "newChildTeam",
                        "north"));
        assertThat(children.find(ref)).isPresent();
        assertThat(jdbc.queryForList(
                        "select array_to_string(recipients, ',') from pathways.notice where child_ref = ? and text like '%'"
                                + " || ? || '%'",
                        String.class, known, ref))
                .singleElement()
                .asString()
                .contains("service-manager");
    }
}

package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.childpathways.children.JourneyOpening.Belonging;
import uk.childpathways.children.JourneyOpening.Started;
import uk.childpathways.forms.AnswersRefused;
import uk.childpathways.web.NotFoundProblem;

/** Where a process belongs that has just started, by what it says of itself. No Spring, no engine. */
class JourneyOpeningTest {

    static final String CHILD = "C-1001";

    final Known known = new Known();

    /** What a process says: pairs of the names below and their values. */
    static Started says(String... pairs) {
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            said.put(pairs[i], pairs[i + 1]);
        }
        return new Started(
                said.get("journey"),
                said.get("about"),
                said.get("childRef"),
                said.get("journeyId"),
                said.get("deadlineId"),
                said.get("meeting"),
                said.get("practitioner"),
                said.get("handedOverFrom"));
    }

    @Test
    void startedForAChildItOpensAJourneyOfItsOwn() {
        assertThat(JourneyOpening.of(says("journey", "s47-to-icpc", "childRef", CHILD), known))
                .isEqualTo(new Belonging(CHILD, null, "s47-to-icpc:C-1001", "s47-to-icpc", null));
    }

    @Test
    void aJourneyThatWasHandedOverSaysByWhich() {
        UUID from = UUID.randomUUID();

        assertThat(JourneyOpening.of(
                        says("journey", "child-protection-plan", "childRef", CHILD, "handedOverFrom", from.toString()),
                        known))
                .isEqualTo(new Belonging(CHILD, null, "child-protection-plan:C-1001", "child-protection-plan", from));
    }

    @Test
    void aJourneyForNoChildIsRefused() {
        assertThatThrownBy(() -> JourneyOpening.of(says("journey", "s47-to-icpc"), known))
                .isInstanceOf(AnswersRefused.class)
                .hasMessageContaining("give the child's reference as 'childRef'");
    }

    @Test
    void aCalledProcessIsPartOfTheCallersJourneyAndKeepsItsName() {
        Journey caller = known.running("s47-to-icpc", CHILD);

        assertThat(JourneyOpening.of(
                        says("childRef", CHILD, "journeyId", caller.id().toString()), known))
                .isEqualTo(new Belonging(CHILD, caller.id(), null, null, null));
    }

    @Test
    void aJourneysModelThatIsCalledWithinARunningJourneyOpensNoSecondOne() {
        Journey caller = known.running("child-in-care", CHILD);

        assertThat(JourneyOpening.of(
                        says(
                                "journey",
                                "adoption",
                                "childRef",
                                CHILD,
                                "journeyId",
                                caller.id().toString()),
                        known))
                .isEqualTo(new Belonging(CHILD, caller.id(), null, null, null));
    }

    @Test
    void whatIsStartedByItsJourneyTakesTheChildFromIt() {
        Journey journey = known.running("child-in-need", CHILD);

        assertThat(JourneyOpening.of(says("journeyId", journey.id().toString()), known))
                .isEqualTo(new Belonging(CHILD, journey.id(), "child-in-need:C-1001", null, null));
    }

    @Test
    void whatIsStartedByADeadlineBelongsToTheDeadlinesJourney() {
        Journey journey = known.running("child-in-need", CHILD);
        UUID deadline = UUID.randomUUID();
        known.deadlines.put(deadline, journey.id());

        assertThat(JourneyOpening.of(says("deadlineId", deadline.toString()), known))
                .isEqualTo(new Belonging(CHILD, journey.id(), "child-in-need:C-1001", null, null));
    }

    @Test
    void aJourneyThatIsNamedComesBeforeTheDeadlines() {
        Journey named = known.running("child-in-need", CHILD);
        UUID deadline = UUID.randomUUID();
        known.deadlines.put(
                deadline, known.running("child-protection-plan", CHILD).id());

        assertThat(JourneyOpening.of(says("journeyId", named.id().toString(), "deadlineId", deadline.toString()), known)
                        .journeyId())
                .isEqualTo(named.id());
    }

    @Test
    void whatIsStartedByAPlannedMeetingBelongsToTheJourneyInItsName() {
        Journey journey = known.running("child-protection-plan", CHILD);

        assertThat(JourneyOpening.of(says("meeting", journey.id() + "/review-conference-planned-for"), known))
                .isEqualTo(new Belonging(CHILD, journey.id(), "child-protection-plan:C-1001", null, null));
    }

    @Test
    void anAnswerThatNamesNoPlannedMeetingSaysNothing() {
        Journey journey = known.running("child-protection-plan", CHILD);

        assertThat(JourneyOpening.of(says("meeting", "in person"), known))
                .isEqualTo(new Belonging(null, null, null, null, null));
        assertThat(JourneyOpening.of(says("meeting", journey.id() + "/review-conference-held"), known))
                .isEqualTo(new Belonging(null, null, null, null, null));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() ->
                        JourneyOpening.of(says("journeyId", UUID.randomUUID().toString()), known))
                .isInstanceOf(NotFoundProblem.class);
    }

    @Test
    void supervisionOfAPractitionerOpensOnTheFileOfWhomTheFormNames() {
        assertThat(JourneyOpening.of(
                        says(
                                "journey",
                                "practitioner-supervision",
                                "about",
                                "practitioner",
                                "practitioner",
                                "sw.north"),
                        known))
                .isEqualTo(new Belonging(
                        "PF-sw.north", null, "practitioner-supervision:PF-sw.north", "practitioner-supervision", null));
        assertThat(known.opened).containsExactly("PF-sw.north");
    }

    @Test
    void whatIsSaidAboutAPractitionerBelongsToTheirRunningSupervision() {
        known.running("induction", "PF-sw.north");
        Journey supervision = known.running("practitioner-supervision", "PF-sw.north");

        assertThat(JourneyOpening.of(says("about", "practitioner", "practitioner", "sw.north"), known))
                .isEqualTo(new Belonging(
                        "PF-sw.north", supervision.id(), "practitioner-supervision:PF-sw.north", null, null));
    }

    @Test
    void withoutARunningSupervisionItStandsOnTheFileAlone() {
        assertThat(JourneyOpening.of(says("about", "practitioner", "practitioner", "sw.north"), known))
                .isEqualTo(new Belonging("PF-sw.north", null, null, null, null));
    }

    @Test
    void wherePractitionerIsNotNamedItIsWhoeverStarts() {
        assertThat(JourneyOpening.of(says("about", "practitioner"), known).childRef())
                .isEqualTo("PF-tm.north");
    }

    @Test
    void aCalledProcessAboutAPractitionerStaysOnTheCallersRecord() {
        assertThat(JourneyOpening.of(says("about", "practitioner", "childRef", "PF-sw.south"), known))
                .isEqualTo(new Belonging("PF-sw.south", null, null, null, null));
        assertThat(known.opened).isEmpty();
    }

    @Test
    void whatBelongsToNobodyIsLeftAlone() {
        assertThat(JourneyOpening.of(says(), known)).isEqualTo(new Belonging(null, null, null, null, null));
    }

    @Test
    void aRecordingOutsideOfAnyJourneyBelongsToTheOnlyOneBesideSupervision() {
        Journey supervision = known.running("case-supervision", CHILD);
        Journey enquiry = known.running("s47-to-icpc", CHILD);
        Journey care = known.running("child-in-care", CHILD);

        assertThat(JourneyOpening.only(List.of(supervision, enquiry))).contains(enquiry.id());
        assertThat(JourneyOpening.only(List.of(supervision))).isEmpty();
        assertThat(JourneyOpening.only(List.of(supervision, enquiry, care))).isEmpty();
        assertThat(JourneyOpening.only(List.of())).isEmpty();
    }

    /** Journeys, deadlines and files in memory; {@code tm.north} acts. */
    static class Known implements JourneyOpening.Lookup {

        final Map<UUID, Journey> journeys = new HashMap<>();
        final Map<UUID, UUID> deadlines = new HashMap<>();
        final List<String> opened = new ArrayList<>();

        Journey running(String key, String ref) {
            UUID id = UUID.randomUUID();
            Journey journey = new Journey(
                    id, key, ref, Instant.parse("2026-04-02T10:00:00Z"), "tm.north", "process-" + id, "generic", null);
            journeys.put(id, journey);
            return journey;
        }

        @Override
        public UUID journeyOfDeadline(UUID deadlineId) {
            return deadlines.get(deadlineId);
        }

        @Override
        public Journey journey(UUID id) {
            if (!journeys.containsKey(id)) {
                throw new NotFoundProblem("No journey has the id " + id + ".");
            }
            return journeys.get(id);
        }

        @Override
        public List<Journey> running(String ref) {
            return journeys.values().stream()
                    .filter(journey -> journey.childRef().equals(ref))
                    .toList();
        }

        @Override
        public String fileOf(String practitioner) {
            String ref = "PF-" + (practitioner == null ? "tm.north" : practitioner);
            opened.add(ref);
            return ref;
        }
    }
}

package uk.childpathways.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import uk.childpathways.breaches.BreachAnswer;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.RecordChain;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.blocks.CallsTheCycles;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.web.NotAllowedProblem;

@PathwaysTest
@DisplayName("What stands on a record is put right, and what was written first stays")
class CorrectionsTest {

    private static final String VISIT = "Visit child: child in need";

    @Autowired
    Practice practice;

    @Autowired
    RecordWhatHappened record;

    @Autowired
    ChildsChronology chronology;

    @Autowired
    Chronology log;

    @Autowired
    CorrectEntry corrections;

    @Autowired
    CorrectionsInWords inWords;

    @Autowired
    RecordChain chain;

    @Autowired
    Children children;

    @Autowired
    Consequences consequences;

    @Autowired
    RepositoryService repository;

    @Autowired
    TestRestTemplate rest;

    private String child;

    @BeforeEach
    void thursday() {
        practice.itIs("2026-04-02T10:00");
        child = practice.child();
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    // ---- doing it ----

    private ChronologyLine noted(String ref, String... fields) {
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        typed.set("kind", "call");
        typed.set("on", "today");
        typed.set("what", "He was at school on Monday.");
        typed.set("weight", "routine");
        for (int i = 0; i < fields.length; i += 2) {
            typed.set(fields[i], fields[i + 1]);
        }
        practice.as("sw.north", () -> record.record(ref, typed));
        practice.carryOn(ref);
        return chronology.of(ref).get(0);
    }

    private void corrects(String user, String ref, UUID entry, String... fields) {
        Map<String, String> typed = new HashMap<>(Map.of("reason", "Heard wrongly"));
        for (int i = 0; i < fields.length; i += 2) {
            typed.put(fields[i], fields[i + 1]);
        }
        practice.as(user, () -> {
            corrections.correct(children.get(ref), corrections.entry(ref, entry).orElseThrow(), typed);
            return null;
        });
        practice.carryOn(ref);
    }

    private void moves(String user, String from, UUID entry, String to) {
        practice.as(user, () -> {
            corrections.move(
                    children.get(from),
                    corrections.entry(from, entry).orElseThrow(),
                    Map.of("to", to, "reason", "Two tabs were open"));
            return null;
        });
    }

    private Map<String, String> refused(String ref, UUID entry, String... fields) {
        return catchThrowableOfType(CorrectEntry.NotYet.class, () -> corrects("tm.north", ref, entry, fields))
                .problems();
    }

    private ChronologyLine line(String ref, UUID entry) {
        return chronology.of(ref).stream()
                .filter(each -> each.entry().equals(entry))
                .findFirst()
                .orElseThrow();
    }

    private String page(String user, String address) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity(address, String.class)
                .getBody();
    }

    // ---- additions ----

    @Test
    @DisplayName("an addition stands beside the entry with who and when, from whoever may open the record; what was"
            + " written stays, and the chain holds both (SWI-FIL-03 SWI-FIL-08a)")
    void addition() {
        UUID entry = noted(child).entry();
        practice.as("sw2.north", () -> {
            corrections.add(children.get(child), corrections.entry(child, entry).orElseThrow(), "On Tuesday too.");
            return null;
        });
        assertThat(line(child, entry).detail()).isEqualTo("He was at school on Monday.");
        assertThat(line(child, entry).marks()).singleElement().satisfies(mark -> {
            assertThat(mark.says()).isEqualTo("Added on 2 April 2026 at 10:00 by Joe Whitfield:");
            assertThat(mark.text()).isEqualTo("On Tuesday too.");
        });
        assertThat(chain.verify(child).intact()).isTrue();
        assertThatThrownBy(() -> practice.as("sw.north", () -> {
                    corrections.add(
                            children.get(child), corrections.entry(child, entry).orElseThrow(), " \u200b");
                    return null;
                }))
                .isInstanceOf(CorrectEntry.NotYet.class);
        assertThatThrownBy(() -> practice.as("sw.south", () -> {
                    corrections.add(
                            children.get(child), corrections.entry(child, entry).orElseThrow(), "From elsewhere");
                    return null;
                }))
                .isInstanceOf(ClosedRecordException.class);
    }

    // ---- corrections ----

    @Test
    @DisplayName(
            "a correction shows the later version, marked with who, when and why; the first stays to be read beside"
                    + " it; the author's manager hears, the author who did it does not (SWI-FIL-03 SWI-FIL-06)")
    void correction() {
        UUID entry = noted(child, "words-" + child, "I was ill.").entry();
        corrects("sw.north", child, entry, "new-whatHappened", "He was at school on Tuesday.", "new-weight", "outcome");
        assertThat(line(child, entry).detail()).isEqualTo("He was at school on Tuesday.");
        assertThat(line(child, entry).words()).as("what was not corrected").containsExactly("I was ill.");
        assertThat(line(child, entry).weight()).isEqualTo(WeightForChild.OUTCOME);
        assertThat(line(child, entry).marks())
                .extracting(ChronologyLine.Mark::says)
                .containsExactly("Corrected on 2 April 2026 at 10:00 by Amara Okafor, because: Heard wrongly");
        assertThat(inWords.of(entry))
                .singleElement()
                .satisfies(said -> assertThat(said.changes())
                        .containsExactly(
                                new CorrectionsInWords.Change(
                                        "What was said, seen or done",
                                        "He was at school on Monday.",
                                        "He was at school on Tuesday."),
                                new CorrectionsInWords.Change("What it weighs for the child", "Routine", "Outcome")));
        assertThat(log.find(entry).orElseThrow().answers())
                .containsEntry("whatHappened", "He was at school on Monday.");
        assertThat(page("sw2.north", "/children/" + child + "/record/" + entry))
                .contains("He was at school on Tuesday.", "He was at school on Monday.", "because: Heard wrongly");
        assertThat(consequences.told(child, "correction")).containsExactly("tm.north");
        assertThat(consequences.toldTo("tm.north", child))
                .allSatisfy(text -> assertThat(text).doesNotContain("Test Child", "school"));
        assertThat(chain.verify(child).intact()).isTrue();
    }

    @Test
    @DisplayName(
            "a second correction goes on from the first, and neither is without a reason, empty, the same as before"
                    + " or ahead of now (SWI-FIL-03)")
    void again() {
        UUID entry = noted(child, "at", "9:30").entry();
        corrects("sw.north", child, entry, "new-whatHappened", "He was at nursery.");
        corrects("sw.north", child, entry, "new-on", "ignored", "new-happenedOn", "1 April 2026");
        assertThat(line(child, entry).detail()).isEqualTo("He was at nursery.");
        assertThat(line(child, entry).when()).isEqualTo("1 Apr 2026 at 09:30");
        assertThat(line(child, entry).marks()).hasSize(2);
        assertThat(refused(child, entry)).containsOnlyKeys("correction");
        assertThat(refused(child, entry, "new-whatHappened", "")).containsOnlyKeys("new-whatHappened");
        assertThat(refused(child, entry, "new-whatHappened", "Other", "reason", " "))
                .containsOnlyKeys("reason");
        assertThat(refused(child, entry, "new-happenedOn", "3 April 2026")).containsOnlyKeys("new-happenedOn");
        assertThat(refused(child, entry, "new-happenedOn", "March 2026")).containsOnlyKeys("new-happenedOn");
        assertThat(refused(child, entry, "new-happenedOn", "2 April 2026", "new-happenedAt", "10:01"))
                .containsOnlyKeys("new-happenedAt");
    }

    @ParameterizedTest(name = "{0} on day {1}: {2}")
    @CsvSource({
        "sw.north, 14, true",
        "sw.north, 15, false",
        "sw2.north, 0, false",
        "atm.north, 0, true",
        "tm.north, 365, true",
        "tm.north, 366, false",
        "sm, 366, true",
        "iro, 0, false",
        "tm.south, 0, false"
    })
    @DisplayName(
            "who corrects is a table: the author within 14 days, a manager of the child's team within 365, a service"
                    + " manager at any time; whoever may not hears who may (SWI-FIL-01)")
    void whoMay(String user, int days, boolean may) {
        UUID entry = noted(child).entry();
        practice.itIs(practice.today().plusDays(days) + "T10:00");
        if (may) {
            corrects(user, child, entry, "new-whatHappened", "Other");
            assertThat(line(child, entry).detail()).isEqualTo("Other");
        } else {
            assertThatThrownBy(() -> corrects(user, child, entry, "new-whatHappened", "Other"))
                    .isInstanceOf(NotAllowedProblem.class);
            assertThat(line(child, entry).marks()).isEmpty();
        }
        if (user.equals("sw2.north")) {
            assertThatThrownBy(() -> corrects(user, child, entry, "new-whatHappened", "Other"))
                    .hasMessageContaining("who wrote it, within 14 days")
                    .hasMessageContaining("Helen Marsh");
        }
    }

    @Test
    @DisplayName(
            "what a form recorded is read on as it was corrected: the next form and the child's page know the right"
                    + " answer (SWI-FIL-04c NEW-INT-02b)")
    void readOn() {
        practice = practice.withSupervision();
        practice.journey("child-in-need", child);
        practice.handedOver("case-supervision", child);
        practice.complete(
                child,
                "Update child's summary",
                "sw.north",
                Map.of("situationNow", "With his aunt.", "contingency", "Ring the father."));
        UUID entry =
                log.latestOfChild(child, "update-childs-summary").orElseThrow().id();
        corrects("sw.north", child, entry, "new-contingency", "Never ring the father.");
        assertThat(log.latestOfChild(child, "update-childs-summary")
                        .orElseThrow()
                        .answers())
                .containsEntry("contingency", "Never ring the father.")
                .containsEntry("situationNow", "With his aunt.");
        assertThat(page("eds", "/children/" + child)).contains("Never ring the father.");
    }

    // ---- dates ----

    private String visited() {
        CallsTheCycles.deploy(repository);
        practice.itIs("2026-03-30T10:00");
        String ref = practice.child();
        practice.start(
                "cycles-test",
                "sw.north",
                Map.of(
                        "childRef", ref,
                        "visitKind", "child in need",
                        "visitEvent", "child-in-need-visited",
                        "decidedOn", "2026-03-30",
                        "renewalKind", "health"));
        practice.carryOn(ref);
        return ref;
    }

    private UUID visitRecorded(String ref, String on) {
        practice.complete(ref, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", on));
        return log.latestOfChild(ref, "visit-child").orElseThrow().id();
    }

    @Test
    @DisplayName(
            "a wrong date from which a clock ran is put right by a manager, not by the author alone: the next visit's"
                    + " time limit, task and timer follow, and nothing else counts as done (SWI-FIL-07a)")
    void clocksFollow() {
        String ref = visited();
        practice.itIs("2026-04-17T10:00");
        UUID entry = visitRecorded(ref, "2026-04-16");
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-05-14");
        assertThatThrownBy(() -> corrects("sw.north", ref, entry, "new-visitedOn", "6 April 2026"))
                .isInstanceOf(NotAllowedProblem.class);
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-05-14");
        corrects("tm.north", ref, entry, "new-visitedOn", "6 April 2026");
        assertThat(practice.dueDay(ref, VISIT)).as("four weeks from the 6th").isEqualTo("2026-05-04");
        assertThat(practice.timerDay(ref, "BoundaryEvent_VisitStandard")).isEqualTo("2026-05-04");
        assertThat(practice.deadlines(ref, "child-in-need-visited"))
                .as("the next visit has not been made by it")
                .extracting(Deadline::status)
                .containsExactly(Deadline.Status.OPEN);
        assertThat(line(ref, entry).when()).isEqualTo("6 Apr 2026");
        assertThat(consequences.told(ref, "date-corrected")).contains("sw.north", "tm.north");
    }

    @Test
    @DisplayName(
            "a visit that was in time by the right date was not missed: the breach is withdrawn and says so, and is"
                    + " not erased; the figures count it as in time (SWI-FIL-07a)")
    void notMissedByTheRightDate() {
        String ref = visited();
        practice.itIs("2026-04-29T10:00");
        practice.fireDueTimers(ref);
        practice.carryOn(ref);
        UUID entry = visitRecorded(ref, "2026-04-28");
        assertThat(practice.deadline(ref, "first-child-in-need-visit-made").status())
                .isEqualTo(Deadline.Status.MET_LATE);
        corrects("tm.north", ref, entry, "new-visitedOn", "24 April 2026");
        assertThat(practice.deadline(ref, "first-child-in-need-visit-made").status())
                .isEqualTo(Deadline.Status.MET);
        assertThat(practice.deadline(ref, "first-child-in-need-visit-made").lateCalendarDays())
                .isZero();
        assertThat(consequences.breach(ref, "first-child-in-need-visit-made")).isNotNull();
        assertThat(consequences.answers(consequences.breach(ref, "first-child-in-need-visit-made")))
                .extracting(BreachAnswer::reason)
                .anySatisfy(
                        reason -> assertThat(reason).contains("It was not missed.", "Helen Marsh corrected a date"));
        assertThat(practice.tasks(ref)).doesNotContain("Answer for missed standard");
        assertThat(chain.verify(ref).intact()).isTrue();
    }

    @Test
    @DisplayName(
            "what ran from a wrong beginning and was found missed is open again by the right one, with its task and"
                    + " timer; by a later passing it is missed after all (SWI-FIL-07a)")
    void openAgain() {
        String ref = visited();
        practice.itIs("2026-04-01T10:00");
        UUID entry = visitRecorded(ref, "2026-03-30");
        practice.itIs("2026-04-28T10:00");
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-27");
        practice.fireDueTimers(ref);
        practice.carryOn(ref);
        assertThat(practice.deadline(ref, "child-in-need-visited").status()).isEqualTo(Deadline.Status.BREACHED);
        corrects("tm.north", ref, entry, "new-visitedOn", "1 April 2026");
        assertThat(practice.deadline(ref, "child-in-need-visited").status()).isEqualTo(Deadline.Status.OPEN);
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-29");
        assertThat(consequences.answers(consequences.breach(ref, "child-in-need-visited")))
                .extracting(BreachAnswer::reason)
                .anySatisfy(reason -> assertThat(reason).contains("It was not missed."));
    }

    @Test
    @DisplayName("the date of a visit outside the plan that was the one due is put right with the clock that it met"
            + " (SWI-FIL-07a SWI-FIL-07b)")
    void dateOfAnUnplannedVisit() {
        String ref = visited();
        practice.itIs("2026-04-17T10:00");
        UUID note = noted(
                        ref,
                        "kind",
                        "visit",
                        "announced",
                        "unannounced",
                        "seen-" + ref,
                        "seen",
                        "alone-" + ref,
                        "yes",
                        "on",
                        "16 April 2026")
                .entry();
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-05-14");
        assertThat(page("tm.north", "/children/" + ref)).contains("16 Apr 2026 (yesterday), alone");
        corrects("tm.north", ref, note, "new-happenedOn", "15 April 2026");
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-05-13");
        assertThat(log.latestOfChild(ref, "visit-child").orElseThrow().answers())
                .containsEntry("visitedOn", "2026-04-15");
        assertThat(page("tm.north", "/children/" + ref)).contains("15 Apr 2026 (2 days ago), alone");
    }

    @Test
    @DisplayName(
            "what a journey went on by, what a manager decided and what is still ahead is not corrected behind what"
                    + " followed (SWI-FIL-03)")
    void notBehindWhatFollowed() {
        String ref = visited();
        practice.itIs("2026-04-17T10:00");
        UUID entry = visitRecorded(ref, "2026-04-16");
        assertThat(refused(ref, entry, "new-childSeen", "not-seen")).containsOnlyKeys("correction");
        assertThat(page("tm.north", "/children/" + ref + "/record/" + entry + "/correct"))
                .contains("What is not corrected here", "Was the child seen?")
                .doesNotContain("new-childSeen");
    }

    // ---- the wrong child ----

    @Test
    @DisplayName("what was recorded on the wrong child stands on the right one, as its author's; both records keep the"
            + " trace, and neither names a child whose record is closed to the reader (SWI-FIL-03 SWI-CON-12)")
    void moved() {
        List<String> family = practice.siblings(2);
        UUID entry = noted(family.get(0), "words-" + family.get(0), "I fell off the swing.")
                .entry();
        practice.itIs("2026-04-03T10:00");
        moves("sw.north", family.get(0), entry, family.get(1));
        ChronologyLine left = line(family.get(0), entry);
        assertThat(left.gone()).isTrue();
        assertThat(left.marks())
                .extracting(ChronologyLine.Mark::says)
                .containsExactly("Recorded on the wrong child: moved to the record of " + family.get(1)
                        + " on 3 April 2026 at 10:00 by Amara Okafor, because: Two tabs were open");
        ChronologyLine there = chronology.of(family.get(1)).get(0);
        assertThat(there.words()).containsExactly("I fell off the swing.");
        assertThat(there.by()).isEqualTo("sw.north");
        assertThat(there.recorded()).as("when it was said first").isEqualTo("2 Apr 2026 at 10:00");
        assertThat(there.marks())
                .singleElement()
                .satisfies(mark -> assertThat(mark.says()).contains("moved here from"));
        family.forEach(ref -> assertThat(chain.verify(ref).intact()).isTrue());
        assertThat(page("sw.north", "/children/" + family.get(0) + "/chronology?said=true"))
                .doesNotContain("I fell off the swing.");
        assertThat(page("sw.north", "/children/" + family.get(0) + "/chronology"))
                .contains("the record of " + family.get(1));
        restrict(family.get(1));
        assertThat(page("sw2.north", "/children/" + family.get(0) + "/chronology"))
                .contains("moved to another record")
                .doesNotContain(family.get(1));
        assertThatThrownBy(() -> corrects("tm.north", family.get(0), entry, "new-whatHappened", "Other"))
                .hasMessageContaining("another record now");
        assertThat(consequences.told(family.get(1), "correction")).contains("tm.north");
    }

    private void restrict(String ref) {
        rest.withBasicAuth("sm", "pathways")
                .postForEntity(
                        "/api/children/" + ref + "/access",
                        Map.of("decision", "RESTRICT", "reason", "The child of a colleague"),
                        JsonNode.class);
    }

    @Test
    @DisplayName(
            "it goes to another child of the author's or of the family alone, and only as long as no journey went on"
                    + " by it: then a sentence says who helps (SWI-CON-11 SWI-FIL-03)")
    void whereItCannotGo() {
        UUID entry = noted(child).entry();
        for (String closed : List.of("C-1007", "C-0000", child)) {
            assertThatThrownBy(() -> moves("sw.north", child, entry, closed))
                    .as(closed)
                    .isInstanceOf(ClosedRecordException.class);
        }
        assertThat(line(child, entry).gone()).isFalse();
        String ref = visited();
        practice.itIs("2026-04-17T10:00");
        UUID form = visitRecorded(ref, "2026-04-16");
        assertThatThrownBy(() -> moves("sw.north", ref, form, child))
                .isInstanceOf(CorrectEntry.NotYet.class)
                .hasMessageContaining("tell your manager");
        practice.journey("child-in-need", child);
        UUID visit = noted(
                        child,
                        "kind",
                        "visit",
                        "announced",
                        "announced",
                        "seen-" + child,
                        "seen",
                        "alone-" + child,
                        "yes")
                .entry();
        assertThatThrownBy(() -> moves("sw.north", child, visit, ref)).hasMessageContaining("tell your manager");
    }
}

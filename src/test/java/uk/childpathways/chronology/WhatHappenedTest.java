package uk.childpathways.chronology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.RecordChain;
import uk.childpathways.drafts.PageDrafts;
import uk.childpathways.journeys.blocks.CallsTheCycles;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("What happened between two forms is on the record")
class WhatHappenedTest {

    private static final String VISIT = "Visit child: child in need";

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    RecordWhatHappened record;

    @Autowired
    ChildsChronology chronology;

    @Autowired
    RecordChain chain;

    @Autowired
    JourneyEvents events;

    @Autowired
    PageDrafts drafts;

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

    // ---- saying it ----

    private static MultiValueMap<String, String> typed(String... fields) {
        MultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        typed.set("kind", "call");
        typed.set("on", "today");
        typed.set("what", "She has eaten again and sleeps better.");
        typed.set("weight", "routine");
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals("also")) {
                typed.add("also", fields[i + 1]);
            } else {
                typed.set(fields[i], fields[i + 1]);
            }
        }
        return typed;
    }

    private List<String> says(String user, String ref, String... fields) {
        List<String> said = practice.as(user, () -> record.record(ref, typed(fields)));
        practice.carryOn(ref);
        return said;
    }

    private Map<String, String> refused(String ref, String... fields) {
        int before = practice.chronology(ref).size();
        Map<String, String> problems = catchThrowableOfType(
                        RecordWhatHappened.NotYet.class, () -> says("sw.north", ref, fields))
                .problems();
        assertThat(practice.chronology(ref)).as("nothing was recorded").hasSize(before);
        return problems;
    }

    private ChronologyLine line(String ref) {
        return chronology.of(ref).get(0);
    }

    private String page(String user, String address) {
        return rest.withBasicAuth(user, "pathways")
                .getForEntity(address, String.class)
                .getBody();
    }

    // ---- what stands there ----

    @Test
    @DisplayName("a telephone call stands at its day and time with whom, what was said, the child's own words, who"
            + " recorded it and when; the record's chain holds it (SWI-FIL-03 SWI-FIL-08a SWI-MPS-03b)")
    void call() {
        says(
                "sw.north",
                child,
                "on",
                "Tue 31 March 2026",
                "at",
                "4.40pm",
                "withWhom",
                "Mrs Bell, class teacher",
                "words-" + child,
                "Mum is nicer now.");
        ChronologyLine line = line(child);
        assertThat(line.when()).isEqualTo("31 Mar 2026 at 16:40");
        assertThat(line.what()).isEqualTo("Telephone call with Mrs Bell, class teacher");
        assertThat(line.detail()).isEqualTo("She has eaten again and sleeps better.");
        assertThat(line.words()).containsExactly("Mum is nicer now.");
        assertThat(line.by()).isEqualTo("sw.north");
        assertThat(line.recorded()).isEqualTo("2 Apr 2026 at 10:00");
        assertThat(chain.verify(child).intact()).isTrue();
        assertThat(practice.engineKnows(child, "whatHappened")).isFalse();
        assertThat(page("sw2.north", "/children/" + child + "/chronology"))
                .contains("31 Mar 2026 at 16:40", "Mum is nicer now.", "Recorded by Amara Okafor, 2 Apr 2026 at 10:00");
        assertThat(page("sw2.north", "/children/" + child + "/record/" + line.entry()))
                .as("as it was recorded, under labels that people read")
                .contains("With whom", "Mrs Bell, class teacher", "The child’s own words")
                .doesNotContain("withWhom");
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource({
        "2 April 2026, 10:00, , the very minute",
        "2 April 2026, 10:01, at, a minute after now",
        "3 April 2026, , on, tomorrow",
        "2 April 2026, , , today",
        "30/2/2026, , on, no such day",
        ", , on, no day",
        "2 April 2026, late, at, no time of day"
    })
    @DisplayName("what has happened is never later than now, to the minute (SWI-FIL-03)")
    void neverInTheFuture(String on, String at, String field, String why) {
        String[] fields = {"on", on == null ? "" : on, "at", at == null ? "" : at};
        if (field == null) {
            says("sw.north", child, fields);
            assertThat(practice.chronology(child)).hasSize(1);
        } else {
            assertThat(refused(child, fields)).containsOnlyKeys(field);
        }
    }

    @Test
    @DisplayName("what is missing is asked for at its field, all at once: what it was, what was said, what it weighs;"
            + " signs that nobody sees are no answer (SWI-FIL-03)")
    void missing() {
        assertThat(refused(child, "kind", "", "what", "\u00a0\u200b", "weight", ""))
                .containsOnlyKeys("kind", "what", "weight");
    }

    @Test
    @DisplayName("an earlier event is put in with the month or the year alone, and says so; of anything else the day is"
            + " asked for (SWI-FIL-03)")
    void beforeOurTime() {
        says("sw.north", child, "kind", "earlier-event", "on", "March 2019", "weight", "significant-event");
        says("sw.north", child, "kind", "earlier-event", "on", "2018", "weight", "outcome");
        says("sw.north", child);
        assertThat(chronology.of(child))
                .extracting(ChronologyLine::when)
                .as("by the day it happened and not by the day it was written down")
                .containsExactly("2 Apr 2026", "March 2019, day not known", "2018, month not known");
        assertThat(refused(child, "on", "March 2019")).containsOnlyKeys("on");
        assertThat(refused(child, "kind", "earlier-event", "on", "2019", "at", "10:00"))
                .containsOnlyKeys("at");
        assertThat(consequences.notices(child, "significant-event"))
                .as("nobody is woken for what happened years ago")
                .isZero();
    }

    // ---- several children ----

    @Test
    @DisplayName("once for brothers and sisters: each record has its own entry with that child's own words, and nothing"
            + " of the others (SWI-FIL-03)")
    void family() {
        List<String> family = practice.siblings(3);
        says(
                "sw.north",
                family.get(0),
                "also",
                family.get(1),
                "words-" + family.get(0),
                "I want to stay.",
                "words-" + family.get(1),
                "I miss my cat.",
                "words-" + family.get(2),
                "Was not ticked.");
        assertThat(line(family.get(0)).words()).containsExactly("I want to stay.");
        assertThat(line(family.get(1)).words()).containsExactly("I miss my cat.");
        assertThat(line(family.get(0)).recording())
                .isEqualTo(line(family.get(1)).recording());
        assertThat(practice.chronology(family.get(2))).isEmpty();
        family.subList(0, 2).forEach(each -> {
            assertThat(practice.chronology(each).get(0).answers().toString())
                    .doesNotContain(
                            family.stream().filter(other -> !other.equals(each)).toArray(String[]::new));
            assertThat(chain.verify(each).intact()).isTrue();
        });
    }

    @Test
    @DisplayName("for each child it is asked whether the record is open: a restricted brother is neither offered nor"
            + " accepted, nor is another family's child; then nothing at all is recorded (SWI-CON-11 SWI-CON-12)")
    void rightsOfEach() {
        List<String> family = practice.siblings(2);
        restrict(family.get(1));
        assertThat(page("sw2.north", "/children/" + family.get(0) + "/happened"))
                .contains("Record what happened")
                .doesNotContain(family.get(1));
        for (String closed : List.of(family.get(1), child, "C-0000")) {
            assertThatThrownBy(() -> says("sw2.north", family.get(0), "also", closed))
                    .as(closed)
                    .isInstanceOf(ClosedRecordException.class);
        }
        assertThatThrownBy(() -> says("sw.south", child)).isInstanceOf(ClosedRecordException.class);
        assertThat(practice.chronology(family.get(0))).isEmpty();
        assertThat(practice.chronology(child)).isEmpty();
        assertThat(page("sw2.north", "/children/" + family.get(0) + "/chronology/family"))
                .doesNotContain(family.get(1));
        assertThat(page("sm", "/children/" + family.get(0) + "/happened")).contains(family.get(1));
    }

    @Test
    @DisplayName(
            "nobody has words of their own from before they were born, and nobody saw them then; of an earlier event no"
                    + " risk is asked")
    void beforeTheBirth() {
        String year = String.valueOf(children.get(child).dateOfBirth().getYear() - 1);
        assertThat(refused(
                        child,
                        "kind",
                        "earlier-event",
                        "on",
                        "March " + year,
                        "words-" + child,
                        "I sleep at nan's when mum shouts."))
                .containsOnlyKeys("words-" + child)
                .allSatisfy((field, sentence) -> assertThat(sentence).contains("was born on", "Say above who said it"));
        assertThat(says(
                        "sw.north",
                        child,
                        "kind",
                        "earlier-event",
                        "on",
                        "March " + year,
                        "weight",
                        "significant-event",
                        "risk",
                        "yes"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "a year that is none is said to be none and hides nothing; nothing green stands on a page where nothing was"
                    + " done")
    void filters() {
        says("sw.north", child);
        assertThat(page("sw.north", "/children/" + child + "/chronology?from=abc"))
                .contains("“abc” is no year in four figures", "She has eaten again")
                .doesNotContain("cp-done");
    }

    private void restrict(String ref) {
        rest.withBasicAuth("sm", "pathways")
                .postForEntity(
                        "/api/children/" + ref + "/access",
                        Map.of("decision", "RESTRICT", "reason", "The child of a colleague"),
                        JsonNode.class);
    }

    // ---- visits ----

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

    private String[] visit(String ref, String seen) {
        return new String[] {
            "kind",
            "visit",
            "announced",
            "unannounced",
            "seen-" + ref,
            seen,
            "alone-" + ref,
            "yes",
            "on",
            "1 April 2026"
        };
    }

    @Test
    @DisplayName("a visit outside the plan at which the child was seen is the visit that is due: its clock is met, the"
            + " next runs from that day, its full record is asked for; in the chronology it stands once"
            + " (SWI-FIL-07a SWI-FIL-07b RUT-CP-08b)")
    void unplannedVisitCounts() {
        String ref = visited();
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-27");
        practice.itIs("2026-04-02T10:00");
        int before = chronology.of(ref).size();
        assertThat(says("sw.north", ref, visit(ref, "seen"))).isEmpty();
        assertThat(practice.dueDay(ref, VISIT)).as("four weeks from the visit").isEqualTo("2026-04-29");
        assertThat(practice.tasks(ref)).contains("Record visit: child in need");
        assertThat(chronology.of(ref)).hasSize(before + 1);
        assertThat(line(ref).what()).isEqualTo("Visit outside the plan, child seen alone");
    }

    @Test
    @DisplayName(
            "a visit of a day before the last one, or of its day, is on record and is not the visit that is due next"
                    + " (SWI-FIL-07a)")
    void notBackwards() {
        String ref = visited();
        practice.itIs("2026-04-02T10:00");
        practice.complete(ref, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", "2026-04-01"));
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-29");
        says("sw.north", ref, visit(ref, "seen"));
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-29");
        String[] dayAfter = visit(ref, "seen");
        dayAfter[dayAfter.length - 1] = "2 April 2026";
        says("sw.north", ref, dayAfter);
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-30");
    }

    @Test
    @DisplayName(
            "a visit at which the child was not seen leaves the clock of the visit that is due, and says so; so does"
                    + " one by a colleague with whom the visit is not (SWI-FIL-07a RUT-A3-08)")
    void notSeen() {
        String ref = visited();
        practice.itIs("2026-04-02T10:00");
        assertThat(says("sw.north", ref, visit(ref, "not-seen")))
                .singleElement()
                .asString()
                .contains("stays open", "not seen");
        assertThat(says("eds", ref, visit(ref, "seen")))
                .singleElement()
                .asString()
                .contains("stays open");
        assertThat(practice.dueDay(ref, VISIT)).isEqualTo("2026-04-27");
    }

    @Test
    @DisplayName("where no visit is due, each visit is an event of the child's journeys and none a correction of the"
            + " other (SWI-FIL-07a)")
    void noneDue() {
        var journey = practice.journey("child-in-need", child);
        says("sw.north", child, visit(child, "seen"));
        says("sw.north", child, visit(child, "seen"));
        assertThat(events.times(journey, "visit-made")).isEqualTo(2);
        assertThat(refused(child, "kind", "visit")).containsKeys("announced", "seen-" + child);
        assertThat(refused(
                        child,
                        "kind",
                        "visit",
                        "announced",
                        "announced",
                        "seen-" + child,
                        "seen",
                        "alone-" + child,
                        "no"))
                .as("why not alone")
                .containsOnlyKeys("reason-" + child);
    }

    // ---- significant events ----

    @Test
    @DisplayName("a significant event reaches the manager at once by its own process, in the same transaction, and"
            + " stands once in the chronology (SWI-COL-04a RUT-CP-15)")
    void significantEvent() {
        child = new ToTheConference(practice).movedIn("2026-04-02");
        int before = chronology.of(child).size();
        says("sw.north", child, significant("yes"));
        assertThat(consequences.told(child, "notice")).contains("tm.north");
        assertThat(practice.chronology(child))
                .extracting(entry -> entry.formId())
                .contains("report-significant-event");
        assertThat(chronology.of(child)).hasSize(before + 1);
        assertThat(chronology.of(child))
                .filteredOn(line -> line.weight() == WeightForChild.SIGNIFICANT_EVENT)
                .singleElement()
                .satisfies(line -> assertThat(line.words()).containsExactly("He shouted."));
        assertThat(refused(child, "weight", "significant-event"))
                .as("what the manager must know")
                .containsKeys("risk", "changed", "words-" + child);
    }

    private String[] significant(String risk) {
        return new String[] {
            "weight",
            "significant-event",
            "risk",
            risk,
            "changed",
            "household",
            "safety",
            "She is with her aunt.",
            "words-" + child,
            "He shouted."
        };
    }

    @Test
    @DisplayName("where no journey of the child could deal with it, or its author may not report it there, the manager"
            + " is told by a notice all the same (SWI-COL-04a)")
    void withoutJourney() {
        assertThat(says("sw.north", child, significant("no")))
                .singleElement()
                .asString()
                .contains("nobody has a task for it", "begin it from the child's page");
        assertThat(says("sw.north", child, significant("yes")))
                .singleElement()
                .asString()
                .contains("nobody has a task for it", "speak to your manager now, and begin an S47 enquiry");
        assertThat(consequences.told(child, "significant-event")).contains("tm.north");
        assertThat(consequences.toldTo("tm.north", child))
                .allSatisfy(text -> assertThat(text).contains(child).doesNotContain("Test Child", "He shouted"));
    }

    // ---- drafts ----

    @Test
    @DisplayName(
            "what is typed is kept for its author alone, comes back when the page is opened again, and is gone once"
                    + " it is handed in")
    void draft() {
        practice.as(
                "sw.north",
                () -> drafts.keep(
                        "record-what-happened",
                        child,
                        Map.of("what", List.of("Half a sentence of mine"), "kind", List.of("call")),
                        java.util.UUID.randomUUID(),
                        1,
                        null));
        assertThat(page("sw.north", "/children/" + child + "/happened"))
                .contains("Half a sentence of mine", "is here again");
        assertThat(page("sw2.north", "/children/" + child + "/happened")).doesNotContain("Half a sentence of mine");
        assertThatThrownBy(() -> practice.as(
                        "sw.north",
                        () -> drafts.keep(
                                "record-what-happened",
                                child,
                                Map.of("what", List.of("Another window")),
                                java.util.UUID.randomUUID(),
                                1,
                                null)))
                .hasMessageContaining("another window");
    }

    // ---- finding it again ----

    @Test
    @DisplayName("a form filled in later stands at the day on which it happened, with the day of recording beside it"
            + " (SWI-FIL-03)")
    void formsByTheirDay() {
        String ref = visited();
        practice.itIs("2026-04-21T10:00");
        practice.complete(ref, VISIT, "sw.north", Map.of("childSeen", "seen", "visitedOn", "2026-04-15"));
        ChronologyLine line = chronology.of(ref).stream()
                .filter(each -> each.what().contains("isit"))
                .findFirst()
                .orElseThrow();
        assertThat(line.when()).isEqualTo("15 Apr 2026");
        assertThat(line.recorded()).isEqualTo("21 Apr 2026 at 10:00");
    }

    @Test
    @DisplayName(
            "a conference of the 23rd that was written up on the 27th stands at the 23rd, as a decision, in words of"
                    + " the child's life; the enquiry before it stands below (SWI-FIL-03)")
    void conference() {
        ToTheConference way = new ToTheConference(practice);
        way.ready(child, LocalDate.of(2026, 4, 23));
        practice.itIs("2026-04-27T15:00");
        practice.complete(child, "Hold conference", "cpchair", Map.of("conferenceHeldOn", "2026-04-23"));
        List<ChronologyLine> matters = chronology.of(child).stream()
                .filter(line -> line.weight() != WeightForChild.ROUTINE)
                .toList();
        assertThat(matters.get(0).what()).isEqualTo("Child protection conference held");
        assertThat(matters.get(0).when()).isEqualTo("23 Apr 2026");
        assertThat(matters.get(0).weight()).isEqualTo(WeightForChild.DECISION);
        assertThat(matters.get(0).recorded()).isEqualTo("27 Apr 2026 at 15:00");
        assertThat(matters)
                .extracting(ChronologyLine::what)
                .contains("Strategy discussion held", "Concern received, enquiry begun");
        assertThat(matters)
                .extracting(line -> line.on().first())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @ParameterizedTest(name = "{0} shows {1}")
    @CsvSource({
        "weight=matters, The order",
        "weight=routine, A quiet week",
        "sort=meeting, The order",
        "sort=earlier-event, First nursery",
        "to=2020, First nursery",
        "from=2021&weight=matters, The order",
        "q=quiet+WEEK, A quiet week",
        "said=true, Dogs are my friends"
    })
    @DisplayName("the chronology is looked through by weight, kind, years, words, and by what the child said"
            + " (SWI-FIL-03 NEW-INT-02b)")
    void filters(String question, String found) {
        says("sw.north", child, "what", "A quiet week", "words-" + child, "Dogs are my friends");
        says("sw.north", child, "kind", "meeting", "what", "The order was made", "weight", "decision");
        says(
                "sw.north",
                child,
                "kind",
                "earlier-event",
                "on",
                "2019",
                "what",
                "First nursery",
                "weight",
                "achievement");
        String page = page("sw.north", "/children/" + child + "/chronology?" + question);
        assertThat(page).contains(found);
        List.of("The order was made", "A quiet week", "First nursery").stream()
                .filter(other -> !other.startsWith(found) && !question.equals("weight=matters"))
                .forEach(other -> assertThat(page).doesNotContain(other));
    }

    @Test
    @DisplayName("a family's chronology stands side by side, day by day (SWI-MPS-03b)")
    void sideBySide() {
        List<String> family = practice.siblings(2);
        says("sw.north", family.get(0), "also", family.get(1), "what", "Told both of the move");
        says("sw.north", family.get(1), "on", "1 April 2026", "what", "A call of her own");
        String page = page("sw.north", "/children/" + family.get(0) + "/chronology/family");
        assertThat(page).contains(family.get(0), family.get(1), "A call of her own");
        assertThat(page.split("Told both of the move")).hasSize(3);
        assertThat(page.indexOf("2 Apr 2026")).isLessThan(page.indexOf("1 Apr 2026"));
    }
}

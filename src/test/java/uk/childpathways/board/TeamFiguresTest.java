package uk.childpathways.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.board.TeamFigures.ChildLine;
import uk.childpathways.board.TeamFigures.Show;
import uk.childpathways.board.TeamFigures.TeamLine;
import uk.childpathways.board.YearFigures.KeptLine;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.oversight.NewAction;
import uk.childpathways.oversight.NewOversight;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;
import uk.childpathways.web.NotAllowedProblem;

@PathwaysTest
@DisplayName("What a manager sees of the team's children")
class TeamFiguresTest {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    TeamFigures figures;

    @Autowired
    YearFigures year;

    @Autowired
    Practice practice;

    @Autowired
    StaffAdministration staff;

    @Autowired
    PractitionerFiles files;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    @Autowired
    JourneyEvents events;

    @Autowired
    Chronology chronology;

    @Autowired
    Deadlines deadlines;

    @Autowired
    Oversight oversight;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestRestTemplate rest;

    @Autowired
    Clock clock;

    private String team;
    private String worker;
    private int child;

    @BeforeEach
    void aTeamOfItsOwn() {
        practice.itIs("2026-03-02T10:00");
        team = "figures" + NUMBER.incrementAndGet();
        worker = "sw." + team;
        staff.putService("figures", "Service of the figures");
        staff.putTeam(team, "Team of the figures", "figures");
        person(worker, Role.SOCIAL_WORKER);
        child = 0;
    }

    @AfterEach
    void theTeamIsGone() {
        practice.backToToday();
        jdbc.update("update pathways.child set team_id = 'south', allocated_worker = null where team_id = ?", team);
        jdbc.update("update pathways.person set active = false where team_id = ?", team);
    }

    private void person(String id, Role role) {
        staff.put(
                new Person(id, "Person " + id, Set.of(role.key()), team, null, null, null, true, true, true),
                "pathways");
    }

    private String open(String allocated) {
        String ref = "T-" + team + "-" + ++child;
        children.put(
                new Child(ref, "Child " + ref, LocalDate.of(2016, 2, 1), null, null, team, allocated, null, false));
        journeys.open("child-in-need", ref, null);
        return ref;
    }

    private void told(String ref, String form) {
        chronology.record(new NewEntry(
                ref,
                null,
                "task-completed",
                "Task_X",
                "Told",
                form,
                Map.of(),
                null,
                null,
                worker,
                now(),
                List.of(),
                null,
                null));
    }

    private Instant now() {
        return clock.instant();
    }

    private void decided(String ref, String due) {
        oversight.record(new NewOversight(
                ref,
                journeys.running(ref).get(0).id(),
                "decision",
                "seen",
                "Because",
                due == null ? List.of() : List.of(new NewAction("Do it", worker, LocalDate.parse(due))),
                "sm",
                null,
                now(),
                null,
                null));
    }

    /** A visit that was due 10 working days from a day, or was made on another. */
    private void visitDue(String ref, String from, String madeOn) {
        UUID journey = journeys.running(ref).get(0).id();
        practice.happened(journey, ref, "child-in-need-visited", from);
        JourneyStep step = new JourneyStep(
                journey, ref, "pi-" + ref, "ex-" + ref + UUID.randomUUID(), "Task_VisitChild", "visit-cycle");
        deadlines.due(step, "child-in-need-visited");
        if (madeOn != null) {
            events.record(
                    journey,
                    ref,
                    "child-in-need-visited",
                    LocalDate.parse(madeOn).atStartOfDay(ENGLAND).toInstant(),
                    true,
                    worker,
                    step);
        }
    }

    private TeamLine line() {
        return figures.teams(Set.of(team), "sm").get(0);
    }

    private List<String> shown(Show show) {
        List<String> refs = figures.children(Set.of(team), "sm", show, 0, 50).stream()
                .map(ChildLine::ref)
                .toList();
        assertThat(figures.count(Set.of(team), "sm", show)).isEqualTo(refs.size());
        return refs;
    }

    @Test
    @DisplayName("children without a worker are counted, others are not; a child whose journeys have ended is no longer"
            + " open (SWI-FIL-01)")
    void unallocated() {
        String with = open(worker);
        String without = open(null);
        String ended = open(null);
        journeys.end(journeys.running(ended).get(0).id(), "closed", "tm.north");
        assertThat(line().children()).isEqualTo(2);
        assertThat(line().unallocated()).isEqualTo(1);
        assertThat(shown(Show.UNALLOCATED)).containsExactly(without);
        assertThat(shown(Show.ALL)).containsExactlyInAnyOrder(with, without);
    }

    @Test
    @DisplayName("a summary of exactly three months is up to date, a day later it is not; none at all counts from the"
            + " opening (SWI-FIL-01)")
    void staleSummaries() {
        String written = open(worker);
        told(written, "update-childs-summary");
        String never = open(worker);
        practice.itIs("2026-05-02T10:00");
        String young = open(worker);
        practice.itIs("2026-06-02T23:00");
        assertThat(shown(Show.SUMMARY)).isEmpty();
        practice.itIs("2026-06-03T00:30");
        assertThat(shown(Show.SUMMARY)).containsExactly(written, never).doesNotContain(young);
        assertThat(line().summaryOld()).isEqualTo(2);
    }

    @Test
    @DisplayName("a record in which nothing was written for 28 days is counted, one written in yesterday is not"
            + " (SWI-FIL-01)")
    void quietRecords() {
        String quiet = open(worker);
        told(quiet, "some-form");
        practice.itIs("2026-03-29T10:00");
        String busy = open(worker);
        told(busy, "some-form");
        practice.itIs("2026-03-30T11:30");
        assertThat(shown(Show.QUIET)).containsExactly(quiet);
        assertThat(line().quiet()).isEqualTo(1);
    }

    @Test
    @DisplayName("days since the last oversight entry, and agreed actions that are overdue (SWI-FIL-01)")
    void oversightAndActions() {
        String looked = open(worker);
        String never = open(worker);
        decided(looked, "2026-03-04");
        assertThat(line().noOversight()).isEqualTo(1);
        practice.itIs("2026-03-04T23:00");
        assertThat(shown(Show.ACTIONS)).isEmpty();
        practice.itIs("2026-03-05T09:00");
        assertThat(shown(Show.ACTIONS)).containsExactly(looked);
        assertThat(line().actionsLate()).isEqualTo(1);
        ChildLine first = figures.children(Set.of(team), "sm", Show.ALL, 0, 50).get(0);
        assertThat(first.ref()).as("to look at first").isEqualTo(looked);
        assertThat(first.lastOversight()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(shown(Show.ALL)).contains(never);
    }

    @Test
    @DisplayName("supervision that is due in 7 days, and that is late, is counted; the last session is named"
            + " (NEW-CUL-3d-2)")
    void supervision() {
        String ref = open(worker);
        UUID journey = journeys.running(ref).get(0).id();
        practice.happened(journey, ref, "case-supervised", "2026-03-02");
        deadlines.due(
                new JourneyStep(journey, ref, "pi-" + ref, "ex-" + ref, "Task_Hold", "supervise-case"),
                "case-supervised");
        Instant due =
                figures.children(Set.of(team), "sm", Show.ALL, 0, 50).get(0).supervisionDue();
        practice.itIs(
                due.minusSeconds(86_400L * 8).atZone(ENGLAND).toLocalDateTime().toString());
        assertThat(shown(Show.SUPERVISION)).isEmpty();
        practice.itIs(
                due.minusSeconds(86_400L * 6).atZone(ENGLAND).toLocalDateTime().toString());
        assertThat(line().supervisionSoon()).isEqualTo(1);
        practice.itIs(due.plusSeconds(60).atZone(ENGLAND).toLocalDateTime().toString());
        assertThat(line().supervisionSoon()).isZero();
        assertThat(line().supervisionLate()).isEqualTo(1);
        assertThat(line().withLate()).isEqualTo(1);
        assertThat(shown(Show.SUPERVISION)).containsExactly(ref);
    }

    @Test
    @DisplayName(
            "how far supervision is kept stands there for each status of a case and for the practitioners of the team,"
                    + " in numbers and without names (SWI-PG1-04a, SUPF-INT-01b, NEW-IND-2a, NEW-IND-2n, SWI-SUP-14)")
    void supervisionKept() {
        String ref = open(worker);
        UUID journey = journeys.running(ref).get(0).id();
        practice.happened(journey, ref, "case-supervised", "2026-03-02");
        deadlines.due(
                new JourneyStep(journey, ref, "pi-" + ref, "ex-" + ref, "Task_Hold", "supervise-case"),
                "case-supervised");
        String file = files.open(worker);
        UUID own = journeys.open("practitioner-supervision", file, null).id();
        practice.happened(own, file, "supervision-counted-from", "2026-03-02");
        deadlines.due(
                new JourneyStep(own, file, "pi-" + file, "ex-" + file, "Task_HoldSupervision", "hold-supervision"),
                "monthly-supervision-held");
        practice.itIs("2026-04-01T10:00");
        assertThat(year.supervision(Set.of(team), "sm")).isEmpty();
        practice.itIs("2026-08-04T10:00");
        assertThat(year.supervision(Set.of(team), "sm"))
                .extracting(line -> line.name() + " " + line.inTime() + " " + line.late() + " " + line.overdue())
                .containsExactly(
                        "The case is supervised: child in need 0 0 1", "Personal supervision every month 0 0 1");
        assertThat(year.supervision(Set.of("south"), "sm"))
                .extracting(KeptLine::name)
                .doesNotContain("Personal supervision every month");
    }

    @Test
    @DisplayName("visits of each kind: made in time, made late, not made (SWI-FIL-07a)")
    void visits() {
        visitDue(open(worker), "2026-03-02", "2026-03-04");
        visitDue(open(worker), "2026-03-02", "2026-08-03");
        visitDue(open(worker), "2026-03-02", null);
        practice.itIs("2026-08-04T10:00");
        KeptLine line = year.visits(Set.of(team), "sm").stream()
                .filter(visit -> visit.standard().equals("child-in-need-visited"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(line.inTime(), line.late(), line.overdue())).containsExactly(1, 1, 1);
        assertThat(line.percentInTime()).isEqualTo(33);
    }

    @Test
    @DisplayName("workers with as many children as the limit are not over it, with one more they are; a worker without"
            + " children is seen too (NEW-CUL-3d-2, SWI-CUL-06b, SWI-PG1-12a, SWI-PG1-12n)")
    void workloads() {
        person("sw2." + team, Role.SOCIAL_WORKER);
        for (int i = 0; i < figures.limit(); i++) {
            open(worker);
        }
        assertThat(line().overLimit()).isZero();
        assertThat(line().workers()).isEqualTo(2);
        open(worker);
        assertThat(line().overLimit()).isEqualTo(1);
        assertThat(figures.workers(Set.of(team), "sm"))
                .extracting(w -> w.worker() + " " + w.children() + " " + w.overLimit())
                .containsExactly(worker + " " + (figures.limit() + 1) + " true", "sw2." + team + " 0 false");
    }

    @Test
    @DisplayName("the share of children with oversight in 28 days; on the 28th day it counts, a day later the child is"
            + " listed (NEW-IND-1a, NEW-IND-1n, SWI-PG1-02n)")
    void regularOversight() {
        String looked = open(worker);
        String never = open(worker);
        decided(looked, null);
        assertThat(line().percentOverseen()).isEqualTo(50);
        practice.itIs("2026-03-30T10:00");
        assertThat(shown(Show.OVERSIGHT)).containsExactly(never);
        practice.itIs("2026-03-30T12:00");
        assertThat(shown(Show.OVERSIGHT)).containsExactlyInAnyOrder(looked, never);
        assertThat(line().percentOverseen()).isZero();
    }

    @Test
    @DisplayName("a child without worker, without anything recorded or without a next date is never left unnoticed; one"
            + " with all three is not listed (DFE-6-07d, NEW-LEA-4a-2)")
    void unnoticed() {
        String cared = open(worker);
        visitDue(cared, "2026-03-02", null);
        String noDate = open(worker);
        String noWorker = open(null);
        visitDue(noWorker, "2026-03-02", null);
        assertThat(shown(Show.UNNOTICED)).containsExactlyInAnyOrder(noDate, noWorker);
        practice.itIs("2026-03-31T10:00");
        assertThat(shown(Show.UNNOTICED)).contains(cared);
    }

    @Test
    @DisplayName("a missed timescale that no manager has answered is counted for the team; answered it is not"
            + " (NEW-GEN-02a, RUT-INT-05b)")
    void breachesToAnswer() {
        String ref = open(worker);
        practice = practice.withSupervision();
        practice.handedOver("case-supervision", ref);
        practice.itIs("2026-12-01T10:00");
        practice.fireDueTimers(ref);
        int missed =
                jdbc.queryForObject("select count(*) from pathways.breach where child_ref = ?", Integer.class, ref);
        assertThat(missed).isPositive();
        assertThat(line().breachesToAnswer()).isEqualTo(missed);
        assertThat(year.months(Set.of(team), "sm").stream()
                        .mapToInt(YearFigures.MonthLine::breaches)
                        .sum())
                .isEqualTo(missed);
        jdbc.update(
                "insert into pathways.breach_answer (id, breach_id, child_ref, decision, reason, by_user, at, source,"
                        + " chain_seq, previous_hash, hash) select gen_random_uuid(), id, child_ref, 'new-date', 'Why',"
                        + " 'sm', now(), 'test', -row_number() over (), '', '' from pathways.breach where child_ref = ?",
                ref);
        assertThat(line().breachesToAnswer()).isZero();
    }

    @Test
    @DisplayName("what was opened and ended, how long it took, month by month, and what is still running (DFE-1-07b,"
            + " DFE-6-07a, DFE-8-07)")
    void flow() {
        String ended = open(worker);
        open(worker);
        practice.itIs("2026-04-01T10:00");
        journeys.end(journeys.running(ended).get(0).id(), "closed", "tm.north");
        assertThat(year.flow(Set.of(team), "sm"))
                .containsExactly(new YearFigures.FlowLine("child-in-need", 2, 1, 1, 30));
        List<YearFigures.MonthLine> months = year.months(Set.of(team), "sm");
        assertThat(months).hasSize(12);
        assertThat(months.get(10)).isEqualTo(new YearFigures.MonthLine(LocalDate.of(2026, 3, 1), 2, 0, 0));
        assertThat(months.get(11)).isEqualTo(new YearFigures.MonthLine(LocalDate.of(2026, 4, 1), 0, 1, 0));
    }

    @Test
    @DisplayName(
            "each timescale with what was kept, the worst first; one that was always kept is not listed, and what is"
                    + " not due yet does not count (DFE-3-01b, DFE-8-06a, DFE-8-08a)")
    void keptWorst() {
        visitDue(open(worker), "2026-03-02", null);
        assertThat(year.keptWorst(Set.of(team), "sm")).isEmpty();
        practice.itIs("2026-08-04T10:00");
        assertThat(year.keptWorst(Set.of(team), "sm"))
                .extracting(KeptLine::standard, KeptLine::percentInTime)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("child-in-need-visited", 0));
    }

    @Test
    @DisplayName("late work and overdue actions stand at the worker and at the team (NEW-INT-03, SWI-MPS-04a)")
    void byWorkerAndTeam() {
        String ref = open(worker);
        visitDue(ref, "2026-03-02", null);
        practice.itIs("2026-08-04T10:00");
        assertThat(line().withLate()).isEqualTo(1);
        assertThat(figures.workers(Set.of(team), "sm"))
                .extracting(w -> w.worker() + " " + w.late())
                .containsExactly(worker + " 1");
    }

    @ParameterizedTest(name = "{0} reads the page of the team {1}: {2} ({3})")
    @CsvSource({
        "tm.north, north, 200, SWI-SUP-15",
        "atm.north, north, 200, SWI-SUP-15",
        "tm.north, south, 403, SWI-SUP-15 SWI-CON-04a",
        "sm, north, 200, SWI-INT-07a",
        "hos, south, 200, SWI-INT-07a",
        "director, south, 200, SWI-INT-07a",
        "qa, north, 200, SWI-INT-07a",
        "sw.north, north, 403, SWI-SUP-15 SWI-CON-04a",
        "owner, north, 403, SWI-CON-02a"
    })
    void whoMayRead(String user, String asked, int status, String clauses) {
        assertThat(rest.withBasicAuth(user, "pathways")
                        .getForEntity("/oversight?team=" + asked, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(status);
    }

    @Test
    @DisplayName("the page names the children, the workloads and the visits, and leads to each child's record"
            + " (SWI-SUP-15, SWI-FIL-01)")
    void page() {
        String ref = open(null);
        String page = rest.withBasicAuth("sm", "pathways")
                .getForEntity("/oversight?show=UNALLOCATED&team=" + team, String.class)
                .getBody();
        assertThat(page).contains("/children/" + ref, "Unallocated", "Workloads", "Visits in the last 12 months");
    }

    @Test
    @DisplayName("nobody who has no team to manage gets figures")
    void noTeam() {
        assertThatThrownBy(() -> figures.teamsFor("pa")).isInstanceOf(NotAllowedProblem.class);
        assertThatThrownBy(() -> figures.teamsFor("nobody")).isInstanceOf(NotAllowedProblem.class);
        assertThat(figures.teamsFor("tm.north")).containsExactly("north");
    }
}

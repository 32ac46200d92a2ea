package uk.childpathways.journeys.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.journeys.JourneyTestBase;
import uk.childpathways.supervision.CaseSupervision;
import uk.childpathways.testing.Practice;

/**
 * A year of the demonstration's twelve children. Beside the application stands a calculation of its own, written from
 * the frequency table, which looks at each child on each day: what is the child's status today, when was the last
 * session, is one due today?
 *
 * <p>Has an application of its own, because other tests live with the same children. Its engine has a name of its own
 * too: the REST API of the other application takes the engine of the usual name.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"pathways.demonstration.enabled=true", "camunda.bpm.process-engine-name=year"})
@ActiveProfiles("test")
@Import({Practice.class, Consequences.class})
@DisplayName("A year of case supervision, the twelve children of the demonstration")
class YearOfSupervisionTest extends JourneyTestBase {

    private static final String HOLD = "Hold case supervision";
    private static final String SUPERVISED = "case-supervised";
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final LocalDate LAST = LocalDate.of(2027, 1, 4);

    /** The statuses of the frequency table. */
    private enum Status {
        EARLY_HELP("early-help"),
        IN_NEED("child-in-need"),
        PROTECTION("child-protection-plan"),
        CARE("child-in-care"),
        ADOPTION("adoption");

        final String journey;

        Status(String journey) {
            this.journey = journey;
        }
    }

    /**
     * Twelve lives: on which day what changes. {@code +STATUS} and {@code -STATUS} begin and end a journey, {@code
     * home=…} is a placement, {@code permanent} a permanence plan that the next session finds implemented, {@code letter}
     * and {@code letter-over} are pre-proceedings, {@code court} and {@code court-over} proceedings, {@code adopters}
     * means placed for adoption and {@code ordered} adopted. {@code misses=n}: from here on every n-th session is missed
     * by three days.
     */
    private static final Map<String, List<String>> LIVES = Map.ofEntries(
            Map.entry("C-1001", List.of("2026-01-05 +EARLY_HELP", "2026-06-22 +IN_NEED", "2026-06-22 -EARLY_HELP")),
            Map.entry("C-1002", List.of("2026-01-05 +IN_NEED misses=3", "2026-11-30 -IN_NEED")),
            Map.entry(
                    "C-1003",
                    List.of(
                            "2026-01-07 +PROTECTION",
                            "2026-03-17 letter",
                            "2026-05-20 letter-over",
                            "2026-09-01 +IN_NEED",
                            "2026-09-01 -PROTECTION")),
            Map.entry(
                    "C-1004",
                    List.of(
                            "2026-01-12 +PROTECTION misses=2",
                            "2026-02-24 letter",
                            "2026-04-14 court",
                            "2026-10-05 court-over",
                            "2026-12-14 -PROTECTION")),
            Map.entry(
                    "C-1005",
                    List.of(
                            "2026-01-19 +IN_NEED",
                            "2026-03-02 +PROTECTION",
                            "2026-03-02 -IN_NEED",
                            "2026-07-13 -PROTECTION")),
            Map.entry(
                    "C-1006",
                    List.of(
                            "2026-01-31 +CARE home=residential",
                            "2026-05-07 permanent misses=2",
                            "2026-09-15 home=residential")),
            Map.entry(
                    "C-1007",
                    List.of(
                            "2026-01-05 +CARE home=foster-care",
                            "2026-03-02 +ADOPTION",
                            "2026-05-11 adopters home=adoptive",
                            "2026-11-16 ordered",
                            "2026-11-17 -CARE",
                            "2026-11-17 -ADOPTION")),
            Map.entry(
                    "C-1008",
                    List.of(
                            "2026-02-03 +CARE home=foster-care",
                            "2026-06-29 home=residential",
                            "2026-10-01 permanent")),
            Map.entry(
                    "C-1009",
                    List.of(
                            "2026-01-05 +PROTECTION",
                            "2026-01-05 +CARE home=connected-person",
                            "2026-04-20 home=with-parents",
                            "2026-08-03 -PROTECTION",
                            "2026-11-02 -CARE")),
            Map.entry(
                    "C-1010",
                    List.of(
                            "2026-01-05 +PROTECTION",
                            "2026-02-10 +CARE home=foster-care",
                            "2026-05-18 -PROTECTION",
                            "2026-06-01 permanent")),
            Map.entry("C-1011", List.of("2026-01-05 +CARE home=supported misses=3", "2026-09-07 home=supported")),
            Map.entry(
                    "C-1012",
                    List.of(
                            "2026-01-05 +CARE home=foster-care",
                            "2026-04-07 permanent",
                            "2026-06-15 court",
                            "2026-08-17 court-over",
                            "2026-12-01 +IN_NEED",
                            "2026-12-01 -CARE")));

    @Autowired
    CaseSupervision supervision;

    @Autowired
    Children children;

    @Autowired
    Journeys journeys;

    /** Before the application starts, so that its children have the same ages in every year in which this test runs. */
    @BeforeAll
    static void theYearBegins() {
        ClockUtil.setCurrentTime(
                java.util.Date.from(FIRST.atTime(8, 0).atZone(ENGLAND).toInstant()));
    }

    @BeforeEach
    void withSupervision() {
        practice = practice.withSupervision();
    }

    // ---- the calculation, from the frequency table alone ----

    /** What is true of a child on a day, and what has been done. */
    private static final class Life {
        final Map<Status, LocalDate> statuses = new EnumMap<>(Status.class);
        LocalDate opened;
        LocalDate lastSession;
        LocalDate letter;
        LocalDate court;
        LocalDate adopters;
        String home;
        LocalDate homeSince;
        boolean permanent;

        /** The day by which the next session is due as the table stands on that day. */
        LocalDate dueAsOf(LocalDate today) {
            LocalDate last = lastSession == null ? opened : lastSession;
            List<LocalDate> due = new ArrayList<>();
            // Early help, child in need, child protection: once every 2 months.
            if (has(Status.EARLY_HELP) || has(Status.IN_NEED) || has(Status.PROTECTION)) due.add(last.plusMonths(2));
            if (letter != null && has(Status.PROTECTION))
                due.add(later(last, letter).plusMonths(1));
            if (court != null) due.add(later(last, court).plusMonths(1));
            if (adopters != null) due.add(later(last, adopters).plusMonths(1));
            if (has(Status.CARE)) {
                if (home.equals("with-parents")) {
                    due.add(later(last, homeSince).plusMonths(1));
                } else {
                    boolean named = !home.equals("supported") && !home.equals("adoptive");
                    if (!today.isAfter(homeSince.plusMonths(3)))
                        due.add(later(last, homeSince).plusMonths(1));
                    if (!permanent || !named) due.add(later(last, homeSince).plusMonths(2));
                    if (named) due.add(last.plusMonths(3));
                }
            }
            if (statuses.keySet().stream().allMatch(Status.ADOPTION::equals)) due.add(last.plusMonths(2));
            return due.stream().min(LocalDate::compareTo).orElseThrow();
        }

        /** Day by day from today on, as things stand: the first day on which a session is due. */
        LocalDate nextDue(LocalDate today) {
            for (LocalDate day = today; ; day = day.plusDays(1)) {
                if (!dueAsOf(day).isAfter(day)) return day;
            }
        }

        boolean has(Status status) {
            return statuses.containsKey(status);
        }

        static LocalDate later(LocalDate one, LocalDate other) {
            return one.isAfter(other) ? one : other;
        }
    }

    // ---- the year ----

    /** One child: the life as the calculation sees it, and the same in the application. */
    private final class Case {
        final String child;
        final List<String> changes;
        final String manager;
        final Life life = new Life();
        final Map<Status, UUID> running = new HashMap<>();
        final List<LocalDate> missed = new ArrayList<>();
        int held;
        int everyNth;
        boolean permanentNext;
        LocalDate heldLateOn;

        Case(String child, List<String> changes) {
            this.child = child;
            this.changes = changes;
            this.manager = "tm." + children.get(child).team();
        }

        void changes(LocalDate day, String... words) {
            practice.itIs(day + "T09:00");
            for (String word : words) {
                String[] parts = word.split("=");
                switch (parts[0].charAt(0)) {
                    case '+' -> begins(Status.valueOf(word.substring(1)), day);
                    case '-' -> ends(Status.valueOf(word.substring(1)));
                    default -> happens(parts, day);
                }
            }
            if (!life.statuses.isEmpty() && life.opened == null) {
                life.opened = day;
                supervision.open(child);
            }
        }

        private void begins(Status status, LocalDate day) {
            life.statuses.put(status, day);
            running.put(status, practice.journey(status.journey, child));
        }

        private void ends(Status status) {
            life.statuses.remove(status);
            if (status == Status.PROTECTION) life.letter = null;
            journeys.end(running.remove(status), "The test's year", manager);
        }

        private void happens(String[] what, LocalDate day) {
            switch (what[0]) {
                case "misses" -> everyNth = Integer.parseInt(what[1]);
                case "permanent" -> permanentNext = true;
                case "home" -> {
                    life.home = what[1];
                    life.homeSince = day;
                    life.permanent = false;
                    permanentNext = false;
                    children.place(child, what[1].replace('-', ' '), false);
                    event(Status.CARE, "placement-started", day);
                }
                case "letter" -> {
                    life.letter = day;
                    event(Status.PROTECTION, "letter-before-proceedings-sent", day);
                }
                case "letter-over" -> {
                    life.letter = null;
                    event(Status.PROTECTION, "pre-proceedings-ended", day);
                }
                case "court" -> {
                    life.court = day;
                    life.letter = null;
                    event(court(), "care-application-issued", day);
                }
                case "court-over" -> {
                    life.court = null;
                    event(court(), "care-proceedings-concluded", day);
                }
                case "adopters" -> {
                    life.adopters = day;
                    event(Status.ADOPTION, "child-placed-for-adoption", day);
                }
                case "ordered" -> {
                    life.adopters = null;
                    event(Status.ADOPTION, "adoption-order-made", day);
                }
                default -> throw new IllegalArgumentException(what[0]);
            }
        }

        private Status court() {
            return life.has(Status.PROTECTION) ? Status.PROTECTION : Status.CARE;
        }

        private void event(Status status, String name, LocalDate day) {
            practice.happened(running.get(status), child, name, day.toString());
        }

        boolean open() {
            return life.opened != null && !life.statuses.isEmpty();
        }

        /** The day as it goes: a session on the day on which it is due, or three days late. */
        void goesOn(LocalDate day) {
            if (heldLateOn != null ? day.equals(heldLateOn) : life.nextDue(day).equals(day)) {
                boolean misses = heldLateOn == null && everyNth > 0 && (held + 1) % everyNth == 0;
                if (misses) {
                    missed.add(day);
                    heldLateOn = day.plusDays(3);
                } else {
                    holds(day);
                }
            }
            if (heldLateOn != null && day.equals(heldLateOn.minusDays(2))) {
                practice.itIs(day + "T00:01");
                practice.fireDueTimers(child);
            }
        }

        private void holds(LocalDate day) {
            practice.itIs(day + "T15:00");
            boolean implemented = permanentNext && life.has(Status.CARE);
            practice.complete(
                    child,
                    HOLD,
                    manager,
                    Map.of(
                            "heldOn",
                            day.toString(),
                            "permanence",
                            implemented || life.permanent ? "implemented" : "not-implemented"));
            practice.complete(child, "Complete supervision record", manager);
            life.permanent |= implemented;
            life.lastSession = day;
            heldLateOn = null;
            held++;
        }

        void agrees(LocalDate day) {
            assertThat(practice.due(child, SUPERVISED))
                    .as("next supervision of the child with the life %s, on %s", life.statuses, day)
                    .isEqualTo(life.nextDue(day));
        }

        /** Every session that was due: held on its day, or missed, breached once and answered. */
        void atTheEnd() {
            List<Deadline> sessions = practice.deadlines(child, SUPERVISED);
            assertThat(sessions).filteredOn(each -> each.metAt() != null).hasSize(held);
            assertThat(sessions)
                    .filteredOn(each -> each.status() == Deadline.Status.MET_LATE)
                    .hasSize(missed.size());
            List<Missed> breached = breaches(child, SUPERVISED);
            assertThat(breached)
                    .extracting(
                            each -> LocalDateTime.ofInstant(each.due(), ENGLAND).toLocalDate())
                    .containsExactlyElementsOf(missed);
            for (Missed each : breached) {
                assertThat(toBeAnswered(each)).hasSize(1);
                practice.completeTask(toBeAnswered(each).get(0).getId(), child, "sm", Map.of());
                assertThat(toBeAnswered(each)).isEmpty();
            }
        }
    }

    @Test
    @DisplayName(
            "the sessions due for each child equal a calculation of their own, day by day from the frequency table,"
                    + " through every change of status; each missed one is breached once and answered by the service"
                    + " manager, since it was the managers' to hold (SUPF-INT-03 SUPF-EH-01 SUPF-CIN-01 SUPF-CP-01"
                    + " SUPF-CP-02 SUPF-CP-03 SUPF-RES-01 SUPF-RES-02 SUPF-RES-03 SUPF-FOS-01 SUPF-FOS-02"
                    + " SUPF-FOS-03 SUPF-PWP-01 SUPF-PLP-01 SUPF-ADO-01 RUT-A5-02 NEW-SUP-2a-1 DFE-6-05b)")
    void aYear() {
        practice.itIs(FIRST + "T08:00");
        List<Case> cases = new TreeMap<>(LIVES)
                .entrySet().stream()
                        .map(each -> new Case(each.getKey(), each.getValue()))
                        .toList();
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            for (Case one : cases) {
                String today = day + " ";
                String[] words = one.changes.stream()
                        .filter(line -> line.startsWith(today))
                        .flatMap(line -> List.of(line.substring(today.length()).split(" ")).stream())
                        .toArray(String[]::new);
                if (words.length > 0) {
                    one.changes(day, words);
                }
                if (!one.open()) {
                    continue;
                }
                int heldBefore = one.held;
                if (words.length > 0 && one.heldLateOn == null) {
                    one.agrees(day);
                }
                one.goesOn(day);
                if (one.held > heldBefore) {
                    one.agrees(day);
                }
            }
        }
        practice.itIs(LAST + "T23:00");
        cases.forEach(Case::atTheEnd);
        assertThat(cases.stream().mapToInt(one -> one.held).sum()).isGreaterThan(70);
        assertThat(cases.stream().mapToInt(one -> one.missed.size()).sum()).isGreaterThan(6);
    }
}

package uk.childpathways.upgrade;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import uk.childpathways.calendar.England;
import uk.childpathways.testing.DiligentPractice;

/**
 * One case of the stored database: how it was brought to where it stands on {@link RunningCases#DAY}, and how the
 * version under test finishes it.
 */
final class RunningCase {

    /** Something begun from the start list. */
    record Beginning(
            LocalDateTime at, String process, String by, Function<DiligentPractice, Map<String, Object>> answers) {}

    /** A task done without waiting for what follows from it. */
    record JustNow(String label, String by, Map<String, Object> answers) {}

    /** A duty that is done only after its standard has passed. */
    record Late(LocalDateTime until, String standard, String form) {}

    final String ref;
    final String what;
    LocalDate born = LocalDate.of(2016, 3, 4);
    final List<Beginning> beginnings = new ArrayList<>();
    final Set<String> left = new HashSet<>();
    final Set<String> leftLater = new HashSet<>();
    LocalDateTime leftFrom;
    JustNow justNow;
    LocalDateTime leavesAt;
    Late late;
    private final Map<String, Function<DiligentPractice, Map<String, Object>>> before = new HashMap<>();
    private final Map<String, Function<DiligentPractice, Map<String, Object>>> after = new HashMap<>();
    final List<Beginning> afterwards = new ArrayList<>();
    String journey;
    String end;

    RunningCase(String ref, String what) {
        this.ref = ref;
        this.what = what;
    }

    RunningCase born(String day) {
        born = LocalDate.parse(day);
        return this;
    }

    /** Expected at the end of August. */
    RunningCase unborn() {
        born = null;
        return this;
    }

    RunningCase begins(String at, String process, String by, Object... answers) {
        return begins(at, process, by, practice -> RunningCases.map(answers));
    }

    RunningCase begins(String at, String process, String by, Function<DiligentPractice, Map<String, Object>> answers) {
        beginnings.add(new Beginning(LocalDateTime.parse(at), process, by, answers));
        return this;
    }

    /** The same for the child's running journey of that kind. */
    RunningCase beginsIn(String journey, String at, String process, String by, Object... answers) {
        return begins(at, process, by, practice -> RunningCases.in(practice, journey, answers));
    }

    /** Until {@link RunningCases#DAY} this was decided on that form. */
    RunningCase decided(String form, Object... answers) {
        return decided(form, practice -> RunningCases.map(answers));
    }

    RunningCase decided(String form, Function<DiligentPractice, Map<String, Object>> answers) {
        before.put(form, answers);
        return this;
    }

    /** Nobody had done these by then. */
    RunningCase leaves(String... forms) {
        left.addAll(List.of(forms));
        return this;
    }

    /** The same, but only from that moment on. */
    RunningCase leavesFrom(String moment, String... forms) {
        leftFrom = LocalDateTime.parse(moment);
        leftLater.addAll(List.of(forms));
        return this;
    }

    /** The last thing done, this minute: whatever the engine does by itself after it still waits. */
    RunningCase justNow(String label, String by, Object... answers) {
        justNow = new JustNow(label, by, RunningCases.map(answers));
        return this;
    }

    /** From then on this is decided on that form. */
    RunningCase then(String form, Object... answers) {
        return then(form, practice -> RunningCases.map(answers));
    }

    RunningCase then(String form, Map<String, Object> answers) {
        return then(form, practice -> answers);
    }

    RunningCase then(String form, Function<DiligentPractice, Map<String, Object>> answers) {
        after.put(form, answers);
        return this;
    }

    /**
     * From then on nobody does this until that moment: the timer of its standard fires, once.
     *
     * @param standard null if the journey ends before
     */
    RunningCase thenLate(String until, String standard, String form) {
        late = new Late(LocalDateTime.parse(until), standard, form);
        return this;
    }

    /** From then on this is begun from the start list for the running journey of that kind. */
    RunningCase thenBegins(String journey, String at, String process, String by, Object... answers) {
        afterwards.add(new Beginning(
                LocalDateTime.parse(at), process, by, practice -> RunningCases.in(practice, journey, answers)));
        return this;
    }

    /** Care is to end by a change of plan without a review, which is asked for at that moment. */
    RunningCase thenCareEnds(String at, String outcome, String plannedFor, String livesNow) {
        return thenBegins(
                        "child-in-care",
                        at,
                        "change-of-care-plan",
                        "sw.north",
                        "changeKind",
                        "care-ends",
                        "careOutcome",
                        outcome,
                        "changePlannedFor",
                        plannedFor,
                        "reviewBasis",
                        "not-reasonably-practicable")
                .then(
                        "record-change-as-made",
                        practice -> RunningCases.map(
                                "changeMade",
                                "yes",
                                "madeOn",
                                practice.today().toString(),
                                "legalStatus",
                                "none",
                                "livesNow",
                                livesNow));
    }

    /** The practitioner leaves the service at that moment. */
    RunningCase thenLeaves(String at) {
        leavesAt = LocalDateTime.parse(at);
        return this;
    }

    /** The journey is over at last, with this reason on record. */
    RunningCase ends(String journeyKey, String reason) {
        journey = journeyKey;
        end = reason;
        return this;
    }

    Map<String, Object> before(String form, DiligentPractice practice) {
        return before.containsKey(form) ? before.get(form).apply(practice) : RunningCases.usual(form, practice);
    }

    Map<String, Object> after(String form, DiligentPractice practice) {
        return after.containsKey(form) ? after.get(form).apply(practice) : RunningCases.usual(form, practice);
    }

    /** The moment of that day and hour in England. */
    static Instant england(LocalDateTime at) {
        return at.atZone(England.ZONE).toInstant();
    }

    @Override
    public String toString() {
        return ref + ": " + what;
    }
}

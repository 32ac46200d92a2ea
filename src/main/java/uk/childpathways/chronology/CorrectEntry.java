package uk.childpathways.chronology;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.Correction;
import uk.childpathways.children.Corrections;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.NewEntry;
import uk.childpathways.children.RecordChain;
import uk.childpathways.deadlines.DatesCorrected;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Puts right what stands on a record: an addition; a correction with its reason; and that something was recorded on the
 * wrong child. What was written first stays as it was, and everything is in the chain of the record. Where a clock ran from
 * a date, or was met by it, the clocks follow. The author's manager hears of it.
 */
@Service
public class CorrectEntry {

    static final String PREFIX = "new-";
    static final String REASON = "reason";

    private static final String ON = "happenedOn";
    private static final String AT = "happenedAt";

    private final Chronology chronology;
    private final Corrections corrections;
    private final Correctable correctable;
    private final DatedEvents dated;
    private final DatesCorrected dates;
    private final WhoCorrects who;
    private final RecordChain chain;
    private final Children children;
    private final ChildAccess access;
    private final Notifications notifications;
    private final LineOfManagement management;
    private final Directory directory;
    private final Clock clock;

    CorrectEntry(
            Chronology chronology,
            Corrections corrections,
            Correctable correctable,
            DatedEvents dated,
            DatesCorrected dates,
            WhoCorrects who,
            RecordChain chain,
            Children children,
            ChildAccess access,
            Notifications notifications,
            LineOfManagement management,
            Directory directory,
            Clock pathwaysClock) {
        this.chronology = chronology;
        this.corrections = corrections;
        this.correctable = correctable;
        this.dated = dated;
        this.dates = dates;
        this.who = who;
        this.chain = chain;
        this.children = children;
        this.access = access;
        this.notifications = notifications;
        this.management = management;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** What was typed cannot be accepted; with a sentence at each field. */
    static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Map<String, String> problems;

        NotYet(Map<String, String> problems) {
            super(String.join(" ", problems.values()));
            this.problems = Collections.unmodifiableMap(problems);
        }

        Map<String, String> problems() {
            return problems;
        }
    }

    /** Of the record that is open to the person; empty where it has no such entry. */
    @Transactional(readOnly = true)
    public Optional<ChronologyEntry> entry(String childRef, UUID id) {
        return chronology
                .find(id)
                .filter(entry -> entry.childRef().equals(childRef))
                .map(entry -> corrections.inForce(List.of(entry)).get(0));
    }

    /** What stands is right, and something belongs to it. */
    @Transactional
    public void add(Child child, ChronologyEntry entry, String text) {
        String by = mayWrite(child);
        String says = text == null
                ? ""
                : text.replaceAll("[\\u00a0\\u200b\\ufeff]", " ").strip();
        if (says.isEmpty()) {
            throw new NotYet(Map.of("addition", "Say what is to be added."));
        }
        chain.hold(List.of(child.ref()));
        corrections.add(entry, text.strip().replace("\r\n", "\n"), by);
    }

    /**
     * Answers were wrong.
     *
     * @throws NotYet with what cannot be accepted; nothing was changed
     * @throws NotAllowedProblem when the person may not, with who may
     */
    @Transactional
    public void correct(Child child, ChronologyEntry entry, Map<String, String> typed) {
        String by = mayWrite(child);
        isHere(entry);
        Correctable.Fields fields = correctable.of(entry);
        TypedCorrection.Read read = TypedCorrection.read(fields, entry, typed, PREFIX, clock.instant());
        Map<String, String> problems = new LinkedHashMap<>(read.problems());
        if (read.changed().isEmpty() && problems.isEmpty()) {
            problems.put("correction", "Nothing differs from what stands there. Change what was wrong.");
        }
        String reason = reason(typed, problems);
        inTheFuture(entry, read.changed(), problems);
        if (!problems.isEmpty()) {
            throw new NotYet(problems);
        }
        List<Wrong> wrong = wrongDates(fields, entry, read.changed());
        may(wrong.isEmpty() ? WhoCorrects.What.CORRECT : WhoCorrects.What.CORRECT_DATE, entry, child, by);
        chain.hold(List.of(child.ref()));
        write(entry, read.changed(), reason, by);
        String because = directory.nameOf(by) + " corrected a date of “" + entry.title() + "”, recorded on "
                + Days.SHORT.day(entry.at()) + ". The reason stands on the record.";
        for (Wrong each : wrong) {
            if (!each.entry().id().equals(entry.id())) {
                write(each.entry(), Map.of(each.key(), each.right()), reason, by);
            }
            Instant at = DatedEvents.moment(each.right()).orElseThrow();
            boolean dateOnly = each.time() == null && each.right().length() == 10;
            dates.correct(
                    each.events(),
                    each.time() == null ? at : at.plusSeconds(each.time().toSecondOfDay()),
                    dateOnly,
                    because,
                    by);
        }
        tell(
                child.ref(),
                entry,
                by,
                "corrected",
                "What differs: "
                        + fields.fields().stream()
                                .filter(field -> read.changed().containsKey(field.key()))
                                .map(Correctable.Field::label)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    private void write(ChronologyEntry entry, Map<String, String> changed, String reason, String by) {
        Map<String, Object> answers = new LinkedHashMap<>(entry.answers());
        answers.putAll(changed);
        corrections.correct(entry, answers, reason, by);
    }

    /**
     * A date by which clocks are kept, with the events behind it.
     *
     * @param time of a note that says a time of day; null for any other
     */
    private record Wrong(ChronologyEntry entry, String key, String right, LocalTime time, List<JourneyEvent> events) {}

    private List<Wrong> wrongDates(Correctable.Fields fields, ChronologyEntry entry, Map<String, String> changed) {
        List<Wrong> wrong = new ArrayList<>();
        if (WhatHappened.KIND.equals(entry.kind())) {
            if (changed.containsKey(ON) || changed.containsKey(AT)) {
                ofNote(entry, changed, wrong);
            }
            return wrong;
        }
        changed.forEach((key, right) ->
                fields.field(key).filter(Correctable.Field::event).ifPresent(field -> wrong(entry, key, right, wrong)));
        return wrong;
    }

    private void wrong(ChronologyEntry entry, String key, String right, List<Wrong> wrong) {
        Object stands = entry.answers().get(key);
        Set<String> notIts =
                correctable.of(entry).field(key).map(Correctable.Field::notIts).orElse(Set.of());
        List<JourneyEvent> events = dated.of(entry, stands).stream()
                .filter(event -> !notIts.contains(event.name()))
                .toList();
        if (!events.isEmpty()) {
            wrong.add(new Wrong(entry, key, right, null, events));
        } else if (dated.overtaken(entry, stands)) {
            throw new NotYet(
                    Map.of(
                            PREFIX + key,
                            "This step was recorded anew since, and the time limits go by the later record: correct the date"
                                    + " there. Here, add what is true; your manager answers for a limit that went by this date."));
        }
    }

    /** A note may have told the journeys: then what stands there under the same date is put right with it. */
    private void ofNote(ChronologyEntry note, Map<String, String> changed, List<Wrong> wrong) {
        String on = changed.getOrDefault(ON, String.valueOf(note.answers().get(ON)));
        Object time = changed.containsKey(AT) ? changed.get(AT) : note.answers().get(AT);
        if (changed.containsKey(ON)) {
            text(note.answers().get("countedAs"))
                    .flatMap(chronology::ofTask)
                    .ifPresent(visit -> wrong(visit, "visitedOn", on, wrong));
            text(note.answers().get("reportedIn"))
                    .flatMap(instance -> chronology.latest(instance, ReportedEvents.FORM))
                    .ifPresent(report -> wrong(report, ON, on, wrong));
        }
        List<JourneyEvent> own = dated.ofNote(note);
        if (!own.isEmpty()) {
            wrong.add(new Wrong(note, ON, on, time == null ? null : LocalTime.parse(time.toString()), own));
        }
    }

    private void inTheFuture(ChronologyEntry entry, Map<String, String> changed, Map<String, String> problems) {
        Object time =
                changed.containsKey(AT) ? changed.get(AT) : entry.answers().get(AT);
        String on = String.valueOf(
                changed.getOrDefault(ON, String.valueOf(entry.answers().get(ON))));
        if ((changed.containsKey(ON) || changed.containsKey(AT)) && time != null && on.length() == 10) {
            Instant at = DatedEvents.moment(on)
                    .orElseThrow()
                    .plusSeconds(LocalTime.parse(time.toString()).toSecondOfDay());
            if (at.isAfter(clock.instant())) {
                problems.put(PREFIX + AT, "This has not come yet: here stands what has happened.");
            }
        }
    }

    /** Whose records it may have been meant for: the author's other children, and brothers and sisters. */
    @Transactional(readOnly = true)
    public List<Child> meant(ChronologyEntry entry) {
        String user = directory.currentUser();
        Set<String> refs = new LinkedHashSet<>();
        Stream.of(children.siblingsOf(entry.childRef()), children.allocatedTo(entry.by()))
                .flatMap(Collection::stream)
                .map(Child::ref)
                .filter(ref -> !ref.equals(entry.childRef()))
                .forEach(refs::add);
        Set<String> open = access.openOf(user, refs);
        return children.ofRefs(refs.stream().filter(open::contains).toList());
    }

    /** Why it cannot be moved; empty where it can. */
    @Transactional(readOnly = true)
    public Optional<String> staysHere(ChronologyEntry entry) {
        if (!WhatHappened.KIND.equals(entry.kind())) {
            return Optional.of(
                    "A form belongs to a journey of this child, which went on by it. Add that it was recorded"
                            + " on the wrong child, record it on the right one, and tell your manager, who decides what follows"
                            + " in both journeys and answers for the time limits.");
        }
        if (entry.answers().get("countedAs") != null
                || entry.answers().get("reportedIn") != null
                || !dated.ofNote(entry).isEmpty()) {
            return Optional.of(
                    "Journeys of this child went on by it: a visit was counted, or an event was reported. Add"
                            + " that it was recorded on the wrong child, record it on the right one, and tell your manager, who"
                            + " decides what follows here and answers for the time limits.");
        }
        return Optional.empty();
    }

    /** It was recorded on the wrong child. Both records keep the trace. */
    @Transactional
    public void move(Child child, ChronologyEntry entry, Map<String, String> typed) {
        String by = mayWrite(child);
        isHere(entry);
        Map<String, String> problems = new LinkedHashMap<>();
        String to = Optional.ofNullable(typed.get("to")).map(String::trim).orElse("");
        if (to.isEmpty()) {
            problems.put("to", "Say on whose record it belongs.");
        }
        String reason = reason(typed, problems);
        staysHere(entry).ifPresent(why -> problems.put("to", why));
        if (!problems.isEmpty()) {
            throw new NotYet(problems);
        }
        may(WhoCorrects.What.MOVE, entry, child, by);
        if (meant(entry).stream().noneMatch(other -> other.ref().equals(to))) {
            throw new ClosedRecordException(to);
        }
        chain.hold(List.of(child.ref(), to));
        Map<String, Object> answers = new LinkedHashMap<>(entry.answers());
        answers.putIfAbsent("recordedFirstBy", entry.by());
        answers.putIfAbsent("recordedFirstAt", entry.at().toString());
        ChronologyEntry there = chronology.record(new NewEntry(
                to,
                null,
                entry.kind(),
                null,
                entry.title(),
                null,
                answers,
                null,
                null,
                by,
                clock.instant(),
                entry.clauses(),
                null));
        corrections.move(entry, there, reason, by);
        tell(child.ref(), entry, by, "moved to another record", "");
        tell(to, entry, by, "moved here from another record", "");
    }

    private String mayWrite(Child child) {
        String by = directory.currentUser();
        if (!access.mayRead(by, child.ref())) {
            throw new ClosedRecordException(child.ref());
        }
        return by;
    }

    private void isHere(ChronologyEntry entry) {
        if (corrections.ofEntry(entry.id()).stream().anyMatch(each -> each.kind() == Correction.Kind.MOVED_AWAY)) {
            throw new NotAllowedProblem("This stands on another record now: it is put right there.");
        }
    }

    private void may(WhoCorrects.What what, ChronologyEntry entry, Child child, String by) {
        if (!who.may(what, entry, child, by)) {
            throw new NotAllowedProblem(who.refusal(what, child));
        }
    }

    private static String reason(Map<String, String> typed, Map<String, String> problems) {
        String reason = Optional.ofNullable(typed.get(REASON)).orElse("").strip();
        if (reason.replaceAll("[\\u00a0\\u200b\\ufeff]", "").isBlank()) {
            problems.put(REASON, "Say why: whoever reads both versions must understand it.");
        }
        return reason;
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** To whoever manages the author, to the child's worker, and to the author where somebody else did it. */
    private void tell(String childRef, ChronologyEntry entry, String by, String done, String more) {
        List<String> recipients = new ArrayList<>(
                management.managersOf(entry.by()).stream().map(Person::userId).toList());
        recipients.add(entry.by());
        children.find(childRef).map(Child::allocatedWorker).ifPresent(recipients::add);
        recipients.removeIf(each -> each.equals(by) || each.equals(Directory.APPLICATION));
        if (recipients.isEmpty()) {
            return;
        }
        notifications.tell(Notice.now(
                "correction:" + entry.id() + ":" + childRef + ":"
                        + clock.instant().toEpochMilli(),
                childRef,
                null,
                "correction",
                childRef + ": an entry was " + done,
                ("“" + entry.title() + "”, recorded by " + directory.nameOf(entry.by()) + " on "
                                + Days.SHORT.day(entry.at()) + ", was " + done + " by " + directory.nameOf(by) + ". "
                                + more + " The reason and both versions stand on the record of child " + childRef + ".")
                        .replace("  ", " "),
                recipients));
    }
}

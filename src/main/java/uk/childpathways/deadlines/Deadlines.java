package uk.childpathways.deadlines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.children.EventRecorded;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.ClockStart;
import uk.childpathways.standards.DueDate;
import uk.childpathways.standards.DueDateCalculator;
import uk.childpathways.standards.Explanation;
import uk.childpathways.standards.SelectedStandard;
import uk.childpathways.standards.Sentences;
import uk.childpathways.standards.StandardSelector;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleTable;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * The life of deadlines. An event recorded for a journey meets the standard of its name; a corrected date moves every
 * open deadline that runs from it, together with the task and the timer. Models know this as {@code deadlines} through
 * {@link DeadlinesInModels}, hence the bean's longer name.
 */
@Service("deadlineService")
@Transactional
public class Deadlines {

    private static final Set<Deadline.Status> STILL_OPEN = EnumSet.of(Deadline.Status.OPEN, Deadline.Status.BREACHED);

    private final DeadlineRepository deadlines;
    private final DeadlineEvents history;
    private final AgreedIntervals intervals;
    private final DueDateCalculator reckoner;
    private final TimescaleTable table;
    private final WorkingDays workingDays;
    private final Journeys journeys;
    private final JourneyEvents journeyEvents;
    private final EngineTimers timers;
    private final FollowUpDate inSight;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final ObjectMapper json;
    private final ObjectReader explanations;
    private final Clock clock;
    private final String ownProfile;
    private final Map<String, StandardSelector> choices = new HashMap<>();
    private final Object agreedAndWithdrawn = new Object();

    Deadlines(
            DeadlineRepository deadlines,
            DeadlineEvents history,
            AgreedIntervals intervals,
            DueDateCalculator reckoner,
            TimescaleTable table,
            WorkingDays workingDays,
            Journeys journeys,
            JourneyEvents journeyEvents,
            EngineTimers timers,
            FollowUpDate inSight,
            Directory directory,
            ApplicationEventPublisher events,
            ObjectMapper json,
            Clock pathwaysClock,
            @Value("${pathways.profile:generic}") String ownProfile,
            List<StandardSelector> choices) {
        choices.forEach(choice -> this.choices.put(choice.standard(), choice));
        this.ownProfile = ownProfile;
        this.deadlines = deadlines;
        this.history = history;
        this.intervals = intervals;
        this.reckoner = reckoner;
        this.table = table;
        this.workingDays = workingDays;
        this.journeys = journeys;
        this.journeyEvents = journeyEvents;
        this.timers = timers;
        this.inSight = inSight;
        this.directory = directory;
        this.events = events;
        this.json = json;
        // The offset tells summer from winter time: it must survive the way through the database.
        this.explanations =
                json.readerFor(Explanation.class).without(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
        this.clock = pathwaysClock;
    }

    /**
     * The deadline of the standard at this step: the first ask stores it, later ones find it. It runs from the date of
     * the standard's event in this journey, or in the one that handed over to it; while that is not on record, from now.
     *
     * @throws uk.childpathways.standards.UnknownStandardException when the table has no row for the standard
     */
    public Deadline due(JourneyStep step, String standardId) {
        if (step.journeyId() == null) {
            throw new IllegalStateException("The standard '" + standardId + "' is asked for at " + step.elementId()
                    + ", which belongs to no child's journey (the process variable journeyId is missing).");
        }
        // The timer on a task's edge asks first and the task a moment later, in the same transaction.
        AskedNow asked = new AskedNow(step.journeyId(), standardId, step.executionId());
        Map<AskedNow, UUID> askedNow = TransactionMemory.of(this, HashMap::new);
        Deadline deadline = find(askedNow.get(asked))
                .filter(known -> known.perJourney() || known.open())
                .or(() -> deadlines.asked(step.journeyId(), standardId, step.executionId()))
                .or(() -> goesOn(step, standardId))
                .orElseGet(() -> start(step, standardId));
        askedNow.put(asked, deadline.id());
        return deadline;
    }

    /**
     * A step that is come to again while what it asked for is still owed (a review that was adjourned) goes on with
     * its deadline: the clock is neither reset nor doubled.
     */
    private Optional<Deadline> goesOn(JourneyStep step, String standardId) {
        return deadlines.openOfStep(step.processInstanceId(), step.elementId(), standardId).stream()
                .filter(deadline -> !timers.isStillThere(deadline.executionId()))
                .findFirst()
                .map(deadline -> {
                    deadline.goesOnIn(step.executionId());
                    return deadlines.saveAndFlush(deadline);
                });
    }

    private record AskedNow(UUID journeyId, String standardId, String executionId) {}

    private Deadline start(JourneyStep step, String standardId) {
        Instant now = now();
        String profile = journeys.get(step.journeyId()).profile();
        Deadline deadline = new Deadline(step, profile, now);
        DueDate reckoning = reckoner.reckon(
                table.version(),
                standardId,
                profile,
                now,
                recorded(step.journeyId(), step.processInstanceId(), null),
                intervals.of(step.journeyId(), standardId),
                choices.get(standardId),
                chosen(standardId, step.childRef(), profile));
        reckoned(deadline, reckoning);
        deadlines.saveAndFlush(deadline);
        add(deadline, DeadlineChange.Kind.STARTED, reckoning.explanation().text(), null, deadline.due());
        keepAgreedDate(deadline);
        events.publishEvent(new DeadlineStarted(deadline));
        return deadline;
    }

    /**
     * The same step asks for the same standard from the same event as one that was withdrawn a moment ago (how often a
     * child is visited was chosen anew, and it is as before): a later date that was agreed for that one still holds.
     */
    private void keepAgreedDate(Deadline deadline) {
        List<Deadline> withdrawn = TransactionMemory.of(agreedAndWithdrawn, ArrayList::new);
        withdrawn.stream()
                .filter(earlier -> earlier.journeyId().equals(deadline.journeyId())
                        && earlier.standardId().equals(deadline.standardId())
                        && earlier.elementId().equals(deadline.elementId())
                        && Objects.equals(earlier.startEventId(), deadline.startEventId())
                        && earlier.due().equals(deadline.due())
                        && !England.endOf(earlier.agreedUntil()).isBefore(now()))
                .findFirst()
                .flatMap(earlier -> history.latest(earlier.id(), DeadlineChange.Kind.LATER_DATE_AGREED))
                .ifPresent(agreed -> {
                    Instant until = agreed.dateAfter();
                    deadline.agreeUntil(England.dayOf(until), remindAt(deadline, now(), until));
                    deadlines.saveAndFlush(deadline);
                    history.add(new DeadlineChange(
                            deadline.id(),
                            DeadlineChange.Kind.LATER_DATE_AGREED,
                            now(),
                            agreed.by(),
                            agreed.reason(),
                            deadline.due(),
                            deadline.effectiveDue()));
                });
    }

    /** From when the deadline's task stands in people's lists; empty for at once. */
    Optional<Instant> inSightFrom(Deadline deadline) {
        return inSight.from(deadline.effectiveDue());
    }

    /** Open deadlines of the standard in this process instance (or its journey) whose date in force has passed. */
    @Transactional(readOnly = true)
    public List<Deadline> openDue(String processInstanceId, String standardId, Instant now) {
        return deadlines.open(processInstanceId, standardId).stream()
                .filter(deadline -> !deadline.effectiveDue().isAfter(now))
                .toList();
    }

    /** Marks an open deadline as passed unmet; one that is not open any more stays as it is. */
    public void breached(Deadline deadline, Instant detectedAt) {
        Deadline stored = get(deadline.id());
        if (stored.status() != Deadline.Status.OPEN) return;
        stored.breached(detectedAt);
        deadlines.saveAndFlush(stored);
        add(stored, DeadlineChange.Kind.BREACHED, null, null, stored.effectiveDue());
    }

    /** Why it is due when it is, with the later date agreed and who agreed it. */
    @Transactional(readOnly = true)
    public Explanation explain(Deadline deadline) {
        Explanation explanation = read(deadline.explanationJson());
        if (deadline.agreedUntil() == null) return explanation;
        return history.latest(deadline.id(), DeadlineChange.Kind.LATER_DATE_AGREED)
                .map(change -> explanation.withAgreedDate(
                        deadline.agreedUntil(),
                        "a later date, " + Sentences.day(deadline.agreedUntil(), England.dayOf(deadline.due()))
                                + ", was agreed by " + directory.nameOf(change.by()) + ": " + change.reason()))
                .orElse(explanation);
    }

    /**
     * Agrees a later date. The original one stays, and lateness counts from it; the task and the timer move.
     *
     * @param by user id of the manager who agrees
     * @throws ConflictProblem when the deadline is closed
     * @throws BadInputProblem when the day is not later than the date in force, has passed, or the reason is missing
     */
    public Deadline agreeLaterDate(UUID deadlineId, LocalDate until, String reason, String by) {
        Deadline deadline = get(deadlineId);
        mustBeOpen(deadline, "A later date can be agreed only while the work is open");
        if (until == null) throw new BadInputProblem("Say until which day the time is extended.");
        if (reason == null || reason.isBlank()) throw new BadInputProblem("Say why a later date is agreed.");
        if (!until.isAfter(England.dayOf(deadline.due()))) {
            throw new BadInputProblem("The new date must be later than " + Sentences.day(England.dayOf(deadline.due()))
                    + ", on which it is due already.");
        }
        if (England.endOf(until).isBefore(now())) {
            throw new BadInputProblem("The new date, " + Sentences.day(until) + ", has passed already.");
        }
        Instant before = deadline.effectiveDue();
        deadline.agreeUntil(until, remindAt(deadline, now(), England.endOf(until)));
        deadlines.saveAndFlush(deadline);
        history.add(new DeadlineChange(
                deadline.id(),
                DeadlineChange.Kind.LATER_DATE_AGREED,
                now(),
                by,
                reason.trim(),
                before,
                deadline.effectiveDue()));
        moved(deadline, before);
        return deadline;
    }

    /**
     * A worker or manager declares beforehand that the timescale cannot be kept (SWI-COL-05). The deadline itself does
     * not change; who must answer hears of it through {@link TimescaleDeclared}.
     *
     * @param expectedBy by when it is expected to be done instead; may be null
     * @throws ConflictProblem when the deadline is closed or has passed already
     * @throws BadInputProblem when the reason is missing
     */
    public Declaration declare(UUID deadlineId, String reason, LocalDate expectedBy, String by) {
        Deadline deadline = get(deadlineId);
        mustBeOpen(deadline, "That a timescale cannot be kept can be said only while the work is open");
        if (reason == null || reason.isBlank()) throw new BadInputProblem("Say why the timescale cannot be kept.");
        if (deadline.status() == Deadline.Status.BREACHED) {
            throw new ConflictProblem("This was due on " + Sentences.due(deadline.effectiveDue(), LocalDate.MIN)
                    + " and has passed already: the breach is with the service manager.");
        }
        Declaration declaration =
                new Declaration(UUID.randomUUID(), deadline.id(), now(), by, reason.trim(), expectedBy);
        history.add(declaration);
        history.add(new DeadlineChange(
                deadline.id(),
                DeadlineChange.Kind.DECLARED,
                declaration.at(),
                by,
                declaration.reason(),
                deadline.effectiveDue(),
                expectedBy == null ? null : England.endOf(expectedBy)));
        events.publishEvent(new TimescaleDeclared(deadline, declaration));
        return declaration;
    }

    /** As {@link #agreeInterval(UUID, String, String, TimeLimit, String, UUID, String)} with no reason to be longer. */
    public void agreeInterval(
            UUID journeyId, String childRef, String standardId, TimeLimit interval, String by, UUID chronologyEntryId) {
        agreeInterval(journeyId, childRef, standardId, interval, by, chronologyEntryId, null);
    }

    /**
     * An interval was agreed for the standard in this journey (RUT-CP-08a): it holds from now on, as far as it is
     * shorter than the limit, until another is agreed. What is open moves at once.
     *
     * @param chronologyEntryId where it stands on the record who agreed it with whom
     * @param reason why it may be longer than a limit that gives way to a recorded reason (SWI-SV2-12c); null for none
     */
    public void agreeInterval(
            UUID journeyId,
            String childRef,
            String standardId,
            TimeLimit interval,
            String by,
            UUID chronologyEntryId,
            String reason) {
        intervals.add(journeyId, childRef, standardId, interval, by, now(), chronologyEntryId, reason);
        deadlines.openOfJourney(journeyId).stream()
                .filter(deadline -> deadline.standardId().equals(standardId))
                .forEach(deadline -> reckonAnew(deadline, null, by));
    }

    /**
     * Why an interval is too long for the standard, as the rest of a sentence; empty where it keeps within the limit.
     * Where units differ, both are counted from today.
     */
    @Transactional(readOnly = true)
    public Optional<String> beyondLimit(UUID journeyId, String standardId, TimeLimit interval) {
        return beyondLimit(journeyId, standardId, interval, false);
    }

    /**
     * The same.
     *
     * @param withReason a reason is recorded: limits that give way to one do not count
     */
    @Transactional(readOnly = true)
    public Optional<String> beyondLimit(UUID journeyId, String standardId, TimeLimit interval, boolean withReason) {
        Optional<Journey> journey = journeys.find(journeyId);
        String profile = journey.map(Journey::profile).orElse(ownProfile);
        Optional<Timescale> limit = choices.containsKey(standardId) && journey.isPresent()
                ? reckoner.limit(
                        choices.get(standardId),
                        chosen(standardId, journey.get().childRef(), profile),
                        profile,
                        withReason)
                : reckoner.limit(standardId, profile);
        return limit.filter(row -> row.limit().unit() == interval.unit()
                        ? interval.amount() > row.limit().amount()
                        : reckoner.longer(interval, row.limit(), now()))
                .map(row -> "cannot be longer than " + row.limit().words() + ", the limit for \"" + row.name() + "\" ("
                        + row.authority() + "): agree the same or less");
    }

    /**
     * The child's situation has changed: what is open of a standard whose rows are chosen by it is reckoned anew, in
     * either direction. What has passed already was missed by the rows that held until then, and stays so.
     */
    public void situationChanged(String childRef, String standardId) {
        Instant now = now();
        deadlines.openOfChildren(List.of(childRef)).stream()
                .filter(deadline -> deadline.standardId().equals(standardId))
                .filter(deadline -> deadline.status() == Deadline.Status.OPEN
                        && deadline.effectiveDue().isAfter(now))
                .forEach(deadline -> reckonAnew(deadline, null, directory.currentUser()));
    }

    private List<SelectedStandard> chosen(String standardId, String childRef, String profile) {
        StandardSelector choice = choices.get(standardId);
        return choice == null ? List.of() : choice.of(childRef, profile);
    }

    /** Nothing of this journey is asked for any more: it ended, with this reason. */
    public void withdraw(UUID journeyId, String reason) {
        withdraw(deadlines.openOfJourney(journeyId), reason);
    }

    /** The process instance ended by other ways than its own: what it asked for is withdrawn. */
    public void withdrawForProcessInstance(String processInstanceId, String reason) {
        withdraw(
                deadlines.openOfProcessInstance(processInstanceId).stream()
                        .filter(deadline -> !deadline.perJourney())
                        .toList(),
                reason);
    }

    /**
     * The journey's own process came to an end: what it and the journey as a whole still asked for is withdrawn. What
     * other processes of the journey ask for (agreed actions, answers to breaches, hand-overs) is still owed.
     */
    public void withdrawAtEnd(UUID journeyId, String processInstanceId, String reason) {
        withdraw(
                deadlines.openOfJourney(journeyId).stream()
                        .filter(deadline -> deadline.perJourney()
                                || deadline.processInstanceId().equals(processInstanceId))
                        .toList(),
                reason);
    }

    /** A task was cancelled (its journey took another path): what it asked for is withdrawn. */
    public void withdrawForExecution(String executionId, String elementId, String reason) {
        withdraw(
                deadlines.openOfExecution(executionId).stream()
                        .filter(deadline ->
                                !deadline.perJourney() && deadline.elementId().equals(elementId))
                        .toList(),
                reason);
    }

    /** The same, where the clock itself cancelled the task: a deadline that has passed was missed and stays. */
    public void withdrawUnlessDue(String executionId, String elementId, String reason) {
        Instant now = now();
        withdraw(
                deadlines.openOfExecution(executionId).stream()
                        .filter(deadline ->
                                !deadline.perJourney() && deadline.elementId().equals(elementId))
                        .filter(deadline -> now.isBefore(deadline.effectiveDue()))
                        .toList(),
                reason);
    }

    private void withdraw(List<Deadline> open, String reason) {
        for (Deadline deadline : open) {
            if (deadline.agreedUntil() != null) {
                TransactionMemory.<List<Deadline>>of(agreedAndWithdrawn, ArrayList::new)
                        .add(deadline);
            }
            deadline.withdraw(reason, now());
            deadlines.saveAndFlush(deadline);
            add(deadline, DeadlineChange.Kind.WITHDRAWN, reason, null, null);
            events.publishEvent(new DeadlineClosed(deadline));
        }
    }

    /** @throws NotFoundProblem when there is none */
    @Transactional(readOnly = true)
    public Deadline get(UUID id) {
        return find(id).orElseThrow(() -> new NotFoundProblem("No deadline has the id " + id + "."));
    }

    @Transactional(readOnly = true)
    public Optional<Deadline> find(UUID id) {
        return id == null ? Optional.empty() : deadlines.findById(id);
    }

    @Transactional(readOnly = true)
    public boolean isOpen(UUID id) {
        return find(id).map(Deadline::open).orElse(false);
    }

    /** The deadline of a task (or of the scope around it), if it has one that is open. */
    @Transactional(readOnly = true)
    public Optional<Deadline> ofTask(UUID journeyId, String standardId, String executionId) {
        return deadlines.asked(journeyId, standardId, executionId);
    }

    @Transactional(readOnly = true)
    public List<Deadline> openOf(UUID journeyId) {
        return deadlines.openOfJourney(journeyId);
    }

    /** What is still open for these children, by child and date. */
    @Transactional(readOnly = true)
    public List<Deadline> openOfChildren(Collection<String> childRefs) {
        return childRefs.isEmpty() ? List.of() : deadlines.openOfChildren(childRefs);
    }

    @Transactional(readOnly = true)
    public Page<Deadline> of(String childRef, boolean openOnly, Pageable page) {
        return openOnly
                ? deadlines.findByChildRefAndStatusIn(childRef, STILL_OPEN, page)
                : deadlines.findByChildRef(childRef, page);
    }

    /** Everything that happened to it, oldest first. */
    @Transactional(readOnly = true)
    public List<DeadlineChange> historyOf(UUID deadlineId) {
        return history.of(deadlineId);
    }

    @Transactional(readOnly = true)
    public List<Declaration> declarationsOf(UUID deadlineId) {
        return history.declarationsOf(deadlineId);
    }

    /** Meets what the event meets, and moves what runs from it. */
    @EventListener
    public void on(EventRecorded recorded) {
        JourneyEvent event = recorded.event();
        List<Deadline> open = deadlines.openOfJourney(event.journeyId());
        List<Deadline> met = metBy(event, open);
        met.forEach(deadline -> meet(deadline, event));
        if (recorded.previous() != null) {
            // What answers an open deadline of its own step is the next round of that step, not a correction.
            deadlines.findByMetEventId(recorded.previous().id()).stream()
                    .filter(deadline ->
                            met.stream().noneMatch(next -> next.elementId().equals(deadline.elementId())))
                    .forEach(deadline -> correct(deadline, event));
        }
        open.stream().filter(deadline -> !met.contains(deadline)).forEach(deadline -> move(deadline, recorded));
        journeys.runningAfter(event.journeyId()).stream()
                .filter(successor -> looksBackOn(event, successor))
                .flatMap(successor -> deadlines.openOfJourney(successor.id()).stream())
                .forEach(deadline -> move(deadline, recorded));
    }

    /** Whether a journey counts from this event of the one it came from: it has no such event itself. */
    private boolean looksBackOn(JourneyEvent event, Journey successor) {
        return journeyEvents
                .latestKnown(successor.id(), event.name())
                .map(known -> known.journeyId().equals(event.journeyId()))
                .orElse(false);
    }

    /**
     * The journey's own deadline of that name, and that of the very task. An event recorded elsewhere meets the only
     * one that is open; where several are, each waits for its own task.
     */
    private static List<Deadline> metBy(JourneyEvent event, List<Deadline> open) {
        List<Deadline> named = open.stream()
                .filter(deadline -> deadline.standardId().equals(event.name()))
                .toList();
        String executionId = event.step() == null ? null : event.step().executionId();
        List<Deadline> here = named.stream()
                .filter(deadline ->
                        deadline.perJourney() || deadline.executionId().equals(executionId))
                .toList();
        return here.isEmpty() && named.size() == 1 ? named : here;
    }

    private void meet(Deadline deadline, JourneyEvent event) {
        close(deadline, event);
        boolean recordedLate = deadline.status() == Deadline.Status.MET && deadline.breachedAt() != null;
        add(
                deadline,
                deadline.status() == Deadline.Status.MET ? DeadlineChange.Kind.MET : DeadlineChange.Kind.MET_LATE,
                recordedLate ? "In time, but recorded after the date had passed" : null,
                null,
                deadline.metAt());
        events.publishEvent(new DeadlineClosed(deadline));
    }

    private void correct(Deadline deadline, JourneyEvent event) {
        Instant before = deadline.metAt();
        close(deadline, event);
        add(
                deadline,
                DeadlineChange.Kind.CORRECTED,
                "The date on which it was met was corrected",
                before,
                event.occurredAt());
        events.publishEvent(new DeadlineClosed(deadline));
    }

    private void close(Deadline deadline, JourneyEvent event) {
        LocalDate dueDay = England.dayOf(deadline.due());
        LocalDate metDay = England.dayOf(event.occurredAt());
        boolean late = event.dateOnly()
                ? metDay.isAfter(dueDay)
                : event.occurredAt().truncatedTo(ChronoUnit.SECONDS).isAfter(deadline.due());
        int working = late ? workingDays.between(dueDay, metDay).workingDays() : 0;
        int calendar = late ? (int) ChronoUnit.DAYS.between(dueDay, metDay) : 0;
        deadline.met(event, late, working, calendar, now());
        deadlines.saveAndFlush(deadline);
    }

    /** Reckons an open deadline anew when an event it runs from was recorded or corrected. */
    private void move(Deadline deadline, EventRecorded recorded) {
        if (follows(deadline, recorded)) {
            reckonAnew(deadline, recorded.event(), recorded.event().by());
        }
    }

    private void reckonAnew(Deadline deadline, JourneyEvent newest, String by) {
        DueDate reckoning = reckoner.reckon(
                deadline.tableVersion(),
                deadline.standardId(),
                deadline.profile(),
                deadline.askedAt(),
                recorded(deadline.journeyId(), deadline.processInstanceId(), newest),
                intervals.of(deadline.journeyId(), deadline.standardId()),
                choices.get(deadline.standardId()),
                chosen(deadline.standardId(), deadline.childRef(), deadline.profile()));
        if (reckoning.due().equals(deadline.due())
                && Objects.equals(reckoning.start().eventId(), deadline.startEventId())
                && reckoning.timescale().name().equals(deadline.name())) return;
        Instant original = deadline.due();
        Instant before = deadline.effectiveDue();
        reckoned(deadline, reckoning);
        deadlines.saveAndFlush(deadline);
        history.add(new DeadlineChange(
                deadline.id(),
                DeadlineChange.Kind.MOVED,
                now(),
                by,
                reckoning.explanation().text(),
                original,
                deadline.due()));
        if (!before.equals(deadline.effectiveDue())) moved(deadline, before);
    }

    /**
     * Whether the deadline's clock hangs on this event: the event corrects the one it runs from; or the deadline still
     * waited for it; or it counts back from a date, or lies on one, that was set or set anew.
     */
    private boolean follows(Deadline deadline, EventRecorded recorded) {
        JourneyEvent event = recorded.event();
        List<Timescale> rows =
                table.matching(deadline.tableVersion(), deadline.standardId(), deadline.profile()).stream()
                        .filter(row -> row.runsFrom().equals(event.name()))
                        .toList();
        if (rows.isEmpty()) return false;
        if (!deadline.startRecorded()) return true;
        if (recorded.previous() != null && recorded.previous().id().equals(deadline.startEventId())) return true;
        boolean onADate = rows.stream()
                .anyMatch(row -> row.limit().unit() == Unit.DATE || row.limit().direction() == Direction.BEFORE);
        if (!onADate) return false;
        return !deadline.runsFrom().equals(event.name()) || sameProcess(deadline, event);
    }

    /**
     * Two follow-ups of one journey each have a date of their own: a date moves only what its own undertaking asked for.
     * The preparation of a meeting, its sittings and its being reconvened are one, though each runs in its own process.
     */
    private boolean sameProcess(Deadline deadline, JourneyEvent event) {
        if (event.step() == null) return true;
        String process = event.step().processInstanceId();
        return timers.belongTogether(deadline.processInstanceId(), process)
                || journeyEvents.of(event.journeyId()).stream()
                        .filter(each -> each.id().equals(deadline.startEventId()))
                        .anyMatch(each -> each.step() != null
                                && Objects.equals(each.step().processInstanceId(), process));
    }

    /**
     * When an event occurred: as this process instance recorded it last, else the journey, else the one that handed
     * over to it; {@code newest} is known.
     */
    private Function<String, Optional<ClockStart>> recorded(
            UUID journeyId, String processInstanceId, JourneyEvent newest) {
        List<JourneyEvent> all = journeyEvents.known(journeyId);
        return name -> {
            if (newest != null && newest.name().equals(name)) return Optional.of(start(newest));
            List<JourneyEvent> named =
                    all.stream().filter(event -> event.name().equals(name)).toList();
            return named.stream()
                    .filter(event ->
                            event.step() != null && Objects.equals(event.step().processInstanceId(), processInstanceId))
                    .reduce((earlier, later) -> later)
                    .or(() -> named.stream().reduce((earlier, later) -> later))
                    .map(Deadlines::start);
        };
    }

    private static ClockStart start(JourneyEvent event) {
        return new ClockStart(event.id(), event.occurredAt(), event.dateOnly());
    }

    private void reckoned(Deadline deadline, DueDate reckoning) {
        deadline.reckoned(
                reckoning,
                write(reckoning.explanation()),
                Reminders.at(
                        deadline.askedAt(),
                        reckoning.due(),
                        reckoning.timescale().reminder(),
                        reckoning.timescale().limit().unit() == Unit.HOURS,
                        workingDays));
    }

    private Instant remindAt(Deadline deadline, Instant from, Instant due) {
        return Reminders.at(from, due, deadline.reminder(), false, workingDays);
    }

    private void moved(Deadline deadline, Instant before) {
        timers.move(deadline, deadline.effectiveDue(), inSightFrom(deadline).orElse(null));
        events.publishEvent(new DeadlineMoved(deadline, before));
    }

    private static void mustBeOpen(Deadline deadline, String rule) {
        if (deadline.open()) return;
        throw new ConflictProblem(rule + ". \"" + deadline.name() + "\" "
                + (deadline.status() == Deadline.Status.WITHDRAWN ? "is no longer asked for." : "has been done."));
    }

    private void add(
            Deadline deadline, DeadlineChange.Kind kind, String reason, Instant dateBefore, Instant dateAfter) {
        history.add(
                new DeadlineChange(deadline.id(), kind, now(), directory.currentUser(), reason, dateBefore, dateAfter));
    }

    /** To the microsecond, as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String write(Explanation explanation) {
        try {
            return json.writeValueAsString(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Explanation read(String explanation) {
        try {
            return explanations.readValue(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

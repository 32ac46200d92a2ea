package uk.childpathways.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.DueDate;
import uk.childpathways.standards.Explanation;
import uk.childpathways.storage.TransactionMemory;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * The life of deadlines: each is started when a step asks for its standard, found again, explained, declared as not to be
 * kept, and breached. What moves its date is in {@link DeadlineMoves}, what closes it in {@link DeadlineEnds}. Models know
 * this as {@code deadlines} through {@link DeadlinesInModels}, hence the bean's longer name.
 */
@Service("deadlineService")
@Transactional
public class Deadlines {

    private static final Set<Deadline.Status> STILL_OPEN = EnumSet.of(Deadline.Status.OPEN, Deadline.Status.BREACHED);

    private final DeadlineRepository deadlines;
    private final DeadlineEvents history;
    private final DeadlineCalculation calculation;
    private final DeadlineEnds ends;
    private final Journeys journeys;
    private final EngineTimers timers;
    private final FollowUpDate inSight;
    private final Directory directory;
    private final ApplicationEventPublisher events;

    Deadlines(
            DeadlineRepository deadlines,
            DeadlineEvents history,
            DeadlineCalculation calculation,
            DeadlineEnds ends,
            Journeys journeys,
            EngineTimers timers,
            FollowUpDate inSight,
            Directory directory,
            ApplicationEventPublisher events) {
        this.deadlines = deadlines;
        this.history = history;
        this.calculation = calculation;
        this.ends = ends;
        this.journeys = journeys;
        this.timers = timers;
        this.inSight = inSight;
        this.directory = directory;
        this.events = events;
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
                .or(() -> onRecord(step, standardId))
                .orElseGet(() -> start(step, standardId));
        askedNow.put(asked, deadline.id());
        return deadline;
    }

    /**
     * The deadline that was asked for before. A step that is reached again while what it asked for is still owed (a
     * review that was adjourned) keeps its deadline: the clock is neither reset nor doubled.
     */
    private Optional<Deadline> onRecord(JourneyStep step, String standardId) {
        List<Deadline> known = deadlines.asked(
                step.journeyId(), standardId, step.executionId(), step.processInstanceId(), step.elementId());
        return known.stream()
                .filter(deadline -> deadline.journeyId().equals(step.journeyId()))
                .filter(deadline ->
                        deadline.perJourney() || deadline.executionId().equals(step.executionId()))
                .findFirst()
                .or(() -> known.stream()
                        .filter(deadline -> !deadline.perJourney())
                        .filter(deadline -> !timers.isStillThere(deadline.executionId()))
                        .findFirst()
                        .map(deadline -> {
                            deadline.goesOnIn(step.executionId());
                            return deadlines.saveAndFlush(deadline);
                        }));
    }

    /** When the standard's time has passed, counted from now; for no deadline. */
    @Transactional(readOnly = true)
    public Instant after(JourneyStep step, String standardId) {
        String profile = step.journeyId() == null
                ? null
                : journeys.find(step.journeyId()).map(Journey::profile).orElse(null);
        return calculation.fromNow(standardId, profile);
    }

    private record AskedNow(UUID journeyId, String standardId, String executionId) {}

    private Deadline start(JourneyStep step, String standardId) {
        Instant now = history.now();
        Deadline deadline = new Deadline(step, journeys.get(step.journeyId()).profile(), now);
        DueDate dueDate = calculation.first(deadline, standardId);
        calculation.apply(deadline, dueDate);
        deadlines.saveAndFlush(deadline);
        history.add(deadline, DeadlineChange.Kind.STARTED, dueDate.explanation().text(), null, deadline.due());
        ends.keepAgreedDate(deadline);
        events.publishEvent(new DeadlineStarted(deadline));
        return deadline;
    }

    /** From when the deadline's task appears in people's lists; empty for at once. */
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
        history.add(stored, DeadlineChange.Kind.BREACHED, null, null, stored.effectiveDue());
    }

    /** Why it is due when it is, with the later date agreed and who agreed it. */
    @Transactional(readOnly = true)
    public Explanation explain(Deadline deadline) {
        Explanation explanation = calculation.explanation(deadline);
        if (deadline.agreedUntil() == null) return explanation;
        return history.latest(deadline.id(), DeadlineChange.Kind.LATER_DATE_AGREED)
                .map(change -> explanation.withAgreedDate(
                        deadline.agreedUntil(),
                        "a later date, " + Days.LONG.day(deadline.agreedUntil(), England.dayOf(deadline.due()))
                                + ", was agreed by " + directory.nameOf(change.by()) + ": " + change.reason()))
                .orElse(explanation);
    }

    /** As {@link #beyondLimit(UUID, String, TimeLimit, boolean)}, where no reason is recorded. */
    @Transactional(readOnly = true)
    public Optional<String> beyondLimit(UUID journeyId, String standardId, TimeLimit interval) {
        return beyondLimit(journeyId, standardId, interval, false);
    }

    /**
     * Why an interval is too long for the standard, as the rest of a sentence; empty where it keeps within the limit.
     * Where units differ, both are counted from today.
     *
     * @param withReason a reason is recorded: limits that give way to one do not count
     */
    @Transactional(readOnly = true)
    public Optional<String> beyondLimit(UUID journeyId, String standardId, TimeLimit interval, boolean withReason) {
        return calculation
                .limit(journeys.find(journeyId), standardId, withReason)
                .filter(row -> row.limit().unit() == interval.unit()
                        ? interval.amount() > row.limit().amount()
                        : calculation.longer(interval, row.limit()))
                .map(row -> "cannot be longer than " + row.limit().words() + ", the limit for \"" + row.name() + "\" ("
                        + row.authority() + "): agree the same or less");
    }

    /**
     * A worker or manager declares beforehand that the timescale cannot be kept (SWI-COL-05). The deadline itself does
     * not change; the manager who must answer is notified through {@link TimescaleDeclared}.
     *
     * @param expectedBy by when it is expected to be done instead; may be null
     * @throws ConflictProblem when the deadline is closed or has passed already
     * @throws BadInputProblem when the reason is missing
     */
    public Declaration declare(UUID deadlineId, String reason, LocalDate expectedBy, String by) {
        Deadline deadline = get(deadlineId);
        deadline.mustBeOpen("That a timescale cannot be kept can be said only while the work is open");
        if (reason == null || reason.isBlank()) throw new BadInputProblem("Say why the timescale cannot be kept.");
        if (deadline.status() == Deadline.Status.BREACHED) {
            throw new ConflictProblem("This was due on " + Days.LONG.due(deadline.effectiveDue())
                    + " and has passed already: the breach is on record, and a manager answers for it.");
        }
        Declaration declaration =
                new Declaration(UUID.randomUUID(), deadline.id(), history.now(), by, reason.trim(), expectedBy);
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

    /** @throws NotFoundProblem when there is none */
    @Transactional(readOnly = true)
    public Deadline get(UUID id) {
        return deadlines.get(id);
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
        return deadlines.ofTask(journeyId, standardId, executionId);
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
}

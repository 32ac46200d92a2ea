package uk.childpathways.submissions;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.deadlines.DeadlineMoves;
import uk.childpathways.forms.CheckContext;
import uk.childpathways.forms.FormCheck;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.forms.Interval;
import uk.childpathways.people.Directory;

/**
 * The one way of an answer: checked against the form that asked, recorded in the child's chronology, its dates made
 * events of the journey; only what the form declares as kept goes on to the engine. Long text and personal words thus
 * never enter the engine, and no answer of one visit or round can reappear in the next.
 */
@Service
public class Submissions {

    private static final String CHILD = "childRef";
    private static final List<String> ACTION = List.of("action", "owner", "by");
    private static final List<String> OVERSIGHT = List.of("decision", "rationale", "actions", "until", "effect");

    private final FormCheck formCheck;
    private final Prefill prefill;
    private final Chronology chronology;
    private final AnswerEvents events;
    private final Children children;
    private final Journeys journeys;
    private final DeadlineMoves deadlines;
    private final Directory directory;
    private final RecordAccess access;
    private final ChildrenToOpen mine;
    private final PeopleNamed named;
    private final ApplicationEventPublisher published;
    private final Clock clock;

    Submissions(
            FormCheck formCheck,
            Prefill prefill,
            Chronology chronology,
            AnswerEvents events,
            Children children,
            Journeys journeys,
            DeadlineMoves deadlines,
            Directory directory,
            RecordAccess access,
            ChildrenToOpen mine,
            PeopleNamed named,
            ApplicationEventPublisher published,
            Clock pathwaysClock) {
        this.formCheck = formCheck;
        this.prefill = prefill;
        this.chronology = chronology;
        this.events = events;
        this.children = children;
        this.journeys = journeys;
        this.deadlines = deadlines;
        this.directory = directory;
        this.access = access;
        this.mine = mine;
        this.named = named;
        this.published = published;
        this.clock = pathwaysClock;
    }

    /** Checks; writes nothing. */
    @Transactional(readOnly = true)
    public Submission.Checked check(Submission given) {
        Question question = given.question();
        Optional<FormProblem> ownWork =
                ownWorkOf(given).or(() -> closed(given)).or(() -> named.closed(given, childOf(given)));
        if (ownWork.isPresent()) {
            return new Submission.Checked(List.of(ownWork.get()), given);
        }
        if (question.form() == null) {
            return new Submission.Checked(askedNothing(given), given.with(Map.of()));
        }
        return checkForm(given, prefill.toCheck(new PrefillContext(question, given.by())));
    }

    /** By the form alone, against what is known already: for who asks again and again about the same form. */
    Submission.Checked checkForm(Submission given, Map<String, Object> known) {
        Question question = given.question();
        CheckContext context = new CheckContext(
                known,
                clock.instant(),
                childOf(given),
                journeyOf(given),
                question.step().processKey(),
                question.step().elementId());
        FormCheck.Checked checked = formCheck.check(question.form(), given.answers(), context);
        return new Submission.Checked(
                JointRecording.problemsOf(given, checked.problems()), given.with(checked.answers()));
    }

    /** Whether a record that these answers are about, or name, is closed to whoever gives them. */
    @Transactional(readOnly = true)
    public boolean isClosed(Submission given) {
        return closed(given).isPresent();
    }

    /**
     * Whoever may not open a child's record neither starts, records, decides nor shares anything for that child, alone
     * or together with other children (SWI-CON-11, SWI-CON-21b). A child that does not exist is refused in the same
     * words.
     */
    private Optional<FormProblem> closed(Submission given) {
        String own = given.question().step().childRef();
        if (mine.closed(given.by(), own)) {
            return Optional.of(new FormProblem(
                    "",
                    given.question().title(),
                    "The record that this is about is not open to you"
                            + (access.conflicted(own, given.by()) ? ", because of a conflict of interest" : "")
                            + ". Give the task back to your manager, who finds somebody else."));
        }
        Optional<FormProblem> other = childrenIn(given.answers())
                .filter(ref -> !ref.equals(own))
                .filter(ref -> mine.closed(given.by(), ref))
                .findFirst()
                .map(ref -> new FormProblem(CHILD, "", new ClosedRecordException(ref).getMessage()));
        // A journey is named by an id that tells nothing of the child.
        return own != null || other.isPresent() || !mine.closed(given.by(), childOf(given))
                ? other
                : Optional.of(new FormProblem("journeyId", "", "The journey that was chosen is not open to you."));
    }

    /** Every child whom the answers name, at the top or in a row. */
    private static Stream<String> childrenIn(Object answers) {
        if (answers instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(entry -> CHILD.equals(entry.getKey()) && entry.getValue() instanceof String ref
                            ? ref.isBlank() ? Stream.empty() : Stream.of(ref.strip())
                            : childrenIn(entry.getValue()));
        }
        return answers instanceof Collection<?> rows ? rows.stream().flatMap(Submissions::childrenIn) : Stream.empty();
    }

    /** Records accepted answers and their events; part of the transaction in which the work is completed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Submission accepted) {
        Question question = accepted.question();
        JourneyStep step = question.step();
        Instant now = clock.instant();
        if (question.isStart()) {
            published.publishEvent(new HandedIn(step.processKey(), accepted.by()));
        }
        ChronologyEntry entry = null;
        if (step.childRef() != null) {
            entry = chronology.record(new NewEntry(
                    step.childRef(),
                    step.journeyId(),
                    question.isStart() ? "process-started" : "task-completed",
                    step.elementId(),
                    question.title(),
                    question.form() == null ? null : question.form().id(),
                    JointRecording.withoutWordsAboutSiblings(accepted.answers()),
                    step.processInstanceId(),
                    question.taskId(),
                    accepted.by(),
                    now,
                    List.copyOf(clauses(accepted)),
                    accepted.jointWith(),
                    oversightFacts(accepted)));
            published.publishEvent(new AnswersRecorded(entry, question));
        }
        recordEachChild(accepted, now);
        if (step.journeyId() != null) {
            events.record(accepted, now);
        }
        // After the events: what was due by the earlier interval has been met by it.
        if (step.journeyId() != null && entry != null) {
            recordAgreements(accepted, entry);
        }
    }

    /**
     * A list marked {@code records}: {@code each-child} speaks of several children in its rows ({@code childRef} …).
     * Each child's record gets its own row with what the form says outside the rows, and nothing of any other child.
     * What a row agrees ({@code action}, {@code owner}, {@code by}) is followed up for that child.
     */
    private void recordEachChild(Submission accepted, Instant now) {
        Question question = accepted.question();
        if (question.form() == null) {
            return;
        }
        question.form()
                .lists()
                .filter(list -> list.words("records").contains("each-child"))
                .filter(list -> accepted.answers().get(list.path()) instanceof List<?>)
                .forEach(list -> ((List<?>) accepted.answers().get(list.path()))
                        .stream()
                                .filter(Map.class::isInstance)
                                .map(row -> (Map<?, ?>) row)
                                .sorted(Comparator.comparing(row -> String.valueOf(row.get(CHILD))))
                                .forEach(row -> recordChild(accepted, list.path(), row, now)));
    }

    private void recordChild(Submission accepted, String list, Map<?, ?> row, Instant now) {
        Question question = accepted.question();
        String child = String.valueOf(row.get(CHILD));
        Map<String, Object> answers = new LinkedHashMap<>(accepted.answers());
        answers.remove(list);
        Map<String, Object> agreed = new LinkedHashMap<>();
        row.forEach((key, value) -> {
            if (ACTION.contains(key.toString())) {
                agreed.put(key.toString(), value);
            } else if (!CHILD.equals(key)) {
                answers.put(key.toString(), value);
            }
        });
        if (!agreed.isEmpty()) {
            answers.put("actions", List.of(agreed));
        }
        Map<String, Object> facts = oversightFacts(accepted.with(answers));
        if (facts != null && !agreed.isEmpty()) {
            facts.put("actions", List.of(agreed));
        }
        JourneyStep step = question.step();
        JourneyStep theirs = new JourneyStep(
                journeyOfChild(child),
                child,
                step.processInstanceId(),
                step.executionId(),
                step.elementId(),
                step.processKey());
        ChronologyEntry entry = chronology.record(new NewEntry(
                child,
                theirs.journeyId(),
                "process-started",
                step.elementId(),
                question.title(),
                question.form().id(),
                answers,
                step.processInstanceId(),
                question.taskId(),
                accepted.by(),
                now,
                List.copyOf(clauses(accepted)),
                null,
                facts));
        published.publishEvent(new AnswersRecorded(
                entry,
                new Question(
                        theirs,
                        question.taskId(),
                        question.title(),
                        question.form(),
                        question.properties(),
                        question.variables())));
    }

    /** That of the child's supervision; where none runs, the oldest that does. */
    private UUID journeyOfChild(String child) {
        List<Journey> running = journeys.running(child);
        return running.stream()
                .filter(journey -> Journey.CASE_SUPERVISION.equals(journey.key()))
                .findFirst()
                .or(() -> running.stream().findFirst())
                .map(Journey::id)
                .orElse(null);
    }

    private void recordAgreements(Submission accepted, ChronologyEntry entry) {
        Question question = accepted.question();
        if (question.form() == null) {
            return;
        }
        question.form()
                .topLevelAnswers()
                .forEach(f -> Interval.agreedBy(f)
                        .ifPresent(interval -> interval.of(accepted.answers().get(f.key()))
                                .ifPresent(limit -> deadlines.agreeInterval(
                                        entry.journeyId(),
                                        entry.childRef(),
                                        AnswerEvents.named(interval.standard(), question),
                                        limit,
                                        accepted.by(),
                                        entry.id(),
                                        f.property(Interval.LONGER_WITH)
                                                .map(accepted.answers()::get)
                                                .map(Object::toString)
                                                .filter(reason -> !reason.isBlank())
                                                .orElse(null)))));
    }

    /**
     * What goes on to the engine: the fields with the custom property {@code keep}, and a start form's child. A field
     * that was not answered is there with null, so that a gateway can ask for it and an earlier round's answer is gone.
     */
    public Map<String, Object> kept(Submission accepted) {
        Map<String, Object> kept = new LinkedHashMap<>();
        FormDefinition form = accepted.question().form();
        if (form != null) {
            form.topLevelAnswers()
                    .filter(f -> f.isKept()
                            || (accepted.question().isStart()
                                    && Set.of(CHILD, "journeyId").contains(f.key())))
                    .forEach(f -> kept.put(f.key(), accepted.answers().get(f.key())));
            form.lists()
                    .filter(FormField::isKept)
                    .forEach(f -> kept.put(f.path(), accepted.answers().get(f.path())));
        }
        return kept;
    }

    /** Why this is the person's own work, which somebody else signs off or supervises; empty where it is not. */
    @Transactional(readOnly = true)
    public Optional<FormProblem> ownWorkOf(Submission given) {
        return ownWork(given).or(() -> ownCase(given));
    }

    private Optional<FormProblem> ownWork(Submission given) {
        UUID journeyId = given.question().step().journeyId();
        return given.question()
                .documentToSignOff()
                .filter(document -> journeyId != null)
                .flatMap(document -> chronology.latest(journeyId, document))
                .filter(entry -> entry.by().equals(given.by()))
                .map(ChronologyEntry::title)
                .map(title -> new FormProblem(
                        "",
                        title,
                        "You submitted '" + title
                                + "' yourself. Nobody signs off their own work: somebody else must do this."));
    }

    /** A step marked {@code notBy}: {@code allocated-worker}: nobody supervises their own work with a child. */
    private Optional<FormProblem> ownCase(Submission given) {
        return given.question()
                .property("notBy")
                .filter("allocated-worker"::equals)
                .flatMap(rule -> children.find(childOf(given)))
                .filter(child -> given.by() != null && given.by().equals(child.allocatedWorker()))
                .map(child -> new FormProblem(
                        "",
                        given.question().title(),
                        "You are the worker of child " + child.ref()
                                + ". Nobody supervises their own work with a child: somebody else must do this."));
    }

    private static List<FormProblem> askedNothing(Submission given) {
        return given.answers().keySet().stream()
                .map(name -> new FormProblem(name, name, "'" + name + "' was not asked: this has no form."))
                .toList();
    }

    /** The journey that is worked on; on a form of the start list the one that it names. */
    private static UUID journeyOf(Submission given) {
        UUID own = given.question().step().journeyId();
        Object named = given.answers().get("journeyId");
        if (own != null || named == null) {
            return own;
        }
        try {
            return UUID.fromString(named.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The child it is about: that of the step, or whom the form names, itself or by one of the child's journeys. */
    private String childOf(Submission given) {
        String child = given.question().step().childRef();
        Object answered = given.answers().get(CHILD);
        if (child != null || answered != null) {
            return child == null ? answered.toString() : child;
        }
        return Optional.ofNullable(journeyOf(given))
                .flatMap(journeys::find)
                .map(Journey::childRef)
                .orElse(null);
    }

    private static Set<String> clauses(Submission accepted) {
        Question question = accepted.question();
        Set<String> clauses = new LinkedHashSet<>();
        question.property("clauses").ifPresent(c -> clauses.addAll(List.of(c.split("\\s+"))));
        if (question.form() != null) {
            question.form()
                    .all()
                    .filter(f -> answered(f, accepted.answers()))
                    .forEach(f -> clauses.addAll(f.words("clauses")));
        }
        return clauses;
    }

    private static boolean answered(FormField f, Map<String, Object> answers) {
        return answers.containsKey(f.isList() ? f.path() : f.key())
                || (!f.children().isEmpty() && f.children().stream().anyMatch(c -> answered(c, answers)));
    }

    private static Map<String, Object> oversightFacts(Submission accepted) {
        Question question = accepted.question();
        if (question.form() == null) {
            return null;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        question.form()
                .all()
                .forEach(f -> f.property("oversight")
                        .filter(OVERSIGHT::contains)
                        .ifPresent(fact -> {
                            Object answer = accepted.answers().get(f.isList() ? f.path() : f.key());
                            if (answer != null) {
                                facts.put(fact, answer);
                            }
                        }));
        return facts.isEmpty() ? null : facts;
    }

    /** The beginning of a process that asks nobody: records what its start event says has happened by it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begun(JourneyStep step, String eventNames) {
        if (step.journeyId() != null) {
            events.begun(step, List.of(eventNames.trim().split("\\s+")), whoActs(), clock.instant());
        }
    }

    /** User id of the person who acts, for the record. */
    public String whoActs() {
        return directory.currentUser();
    }
}

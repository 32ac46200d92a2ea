package uk.childpathways.drafts;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.submissions.HandedIn;
import uk.childpathways.submissions.LabelledAnswers;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * What people have typed and not handed in yet. At each reading and writing the rights of the form itself are asked anew:
 * who lost the task, the start list or the record reads nothing of it any more. What another person typed at a task is read
 * by whom the task is with now, and by nobody else; who else may open it is only told that somebody writes.
 */
@Service
@Transactional
class Drafts {

    /** Some 150 pages. */
    private static final int LARGEST = 1_000_000;

    /** Of one start form, by one person. */
    private static final int MOST = 20;

    /** For so long after the last word somebody is said to be typing: a page keeps every few seconds what was typed. */
    static final Duration TYPING = Duration.ofMinutes(2);

    /** With this header a page says which draft its start form hands in. */
    static final String HEADER = "X-Draft";

    private final KeptDrafts kept;
    private final Questions questions;
    private final Submissions submissions;
    private final LabelledAnswers words;
    private final PractitionerFiles files;
    private final Directory directory;
    private final Clock clock;

    Drafts(
            KeptDrafts kept,
            Questions questions,
            Submissions submissions,
            LabelledAnswers words,
            PractitionerFiles files,
            Directory directory,
            Clock pathwaysClock) {
        this.kept = kept;
        this.questions = questions;
        this.submissions = submissions;
        this.words = words;
        this.files = files;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** What the person asks for may be kept and read: the form, as it is asked now. */
    record Asked(Question question, Place place) {}

    /**
     * An open task with a form.
     *
     * @throws NotFoundProblem in the same words whether there is none or it is not open to the person
     */
    @Transactional(readOnly = true)
    public Asked task(String taskId) {
        return questions
                .ofTask(taskId)
                .filter(question -> question.form() != null)
                .filter(question -> questions.mayOpen(taskId))
                .filter(question -> !closed(question, Map.of()))
                .map(question -> new Asked(question, Place.ofTask(taskId)))
                .orElseThrow(Drafts::over);
    }

    private static NotFoundProblem over() {
        return new NotFoundProblem(
                "This task is over, or not open to you any more: what is typed here is not kept. Copy"
                        + " what you still need.");
    }

    /**
     * A form of the start list.
     *
     * @param process id of a process definition, or its key
     * @param id of the draft; null where none is meant
     * @throws NotFoundProblem in the same words whether there is none or it is not open to the person
     */
    @Transactional(readOnly = true)
    public Asked start(String process, String id) {
        return questions
                .ofStart(process)
                .filter(question -> question.form() != null)
                .filter(question -> questions.mayStart(question.step().processKey()))
                .map(question -> new Asked(
                        question, Place.ofStart(question.step().processKey(), id == null ? null : number(id))))
                .orElseThrow(() -> new NotFoundProblem("There is no such form on your start list: what is typed here is"
                        + " not kept. Copy what you still need."));
    }

    private static UUID number(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new BadInputProblem("A draft is named by a UUID. Nothing was kept.");
        }
    }

    /** The person's own, the newest first; those about a record that was closed to them meanwhile are left out. */
    @Transactional(readOnly = true)
    public List<Draft> own(Asked asked) {
        String user = directory.currentUser();
        return (asked.place().taskId() == null
                        ? kept.ofStart(asked.place().processKey(), user).stream()
                                .filter(draft -> !closed(asked.question(), draft.answers()))
                        : kept.ofTask(asked.place().taskId()).stream()
                                .filter(draft -> draft.author().equals(user)))
                .toList();
    }

    /** What others have typed at the task. */
    @Transactional(readOnly = true)
    public List<Draft> ofOthers(Asked asked) {
        String user = directory.currentUser();
        return asked.place().taskId() == null
                ? List.of()
                : kept.ofTask(asked.place().taskId()).stream()
                        .filter(draft -> !draft.author().equals(user))
                        .toList();
    }

    /** Whether the person reads what this other person has typed: the task came to them. */
    @Transactional(readOnly = true)
    public boolean mayRead(Asked asked, Draft ofAnother) {
        return questions.isWith(asked.place().taskId(), directory.currentUser())
                && !closed(asked.question(), ofAnother.answers());
    }

    boolean isTyping(Draft draft) {
        return clock.instant().isBefore(draft.typedAt().plus(TYPING));
    }

    /**
     * Keeps what was typed, in place of what this page has seen or sent before.
     *
     * @return what is kept now; empty where everything was taken out again
     * @throws ConflictProblem when something else was kept meanwhile, which is not replaced
     */
    public Optional<Draft> keep(Asked asked, Typed typed) {
        typed.check(asked.question().form().id());
        String user = directory.currentUser();
        Place place = asked.place();
        if (place.taskId() == null && closed(asked.question(), typed.answers())) {
            throw new NotFoundProblem("The record that this names is not open to you: what is typed here is not kept.");
        }
        Optional<Draft> before = kept.of(place, user);
        Map<String, List<LabelledAnswers.Line>> said = said(asked.question(), typed);
        before.ifPresent(draft -> carryOver(draft, asked.question(), typed, said));
        if (typed.answers().isEmpty() && said.isEmpty()) {
            if (!kept.empty(place, user, typed) && before.isPresent()) {
                throw elsewhere();
            }
            return Optional.empty();
        }
        if (kept.text(typed.answers()).length() > LARGEST) {
            throw new BadInputProblem(
                    "This is more than can be kept in one form (1 MB). What you typed last is not kept:"
                            + " shorten it.");
        }
        if (place.taskId() == null
                && before.isEmpty()
                && kept.ofStart(place.processKey(), user).size() >= MOST) {
            throw new BadInputProblem(
                    "You have begun this " + MOST + " times and not finished. What you type is not kept"
                            + " until you finish one of them or throw it away.");
        }
        try {
            kept.keep(place, user, typed, kept.text(said), clock.instant()).orElseThrow(Drafts::elsewhere);
        } catch (DataIntegrityViolationException endedMeanwhile) {
            throw over();
        }
        return kept.of(place, user);
    }

    private static ConflictProblem elsewhere() {
        return new ConflictProblem("You typed in this form in another window too. Say which of the two is to be kept.");
    }

    private Map<String, List<LabelledAnswers.Line>> said(Question question, Typed typed) {
        Map<String, List<LabelledAnswers.Line>> said = new LinkedHashMap<>();
        typed.answers().forEach((name, answer) -> {
            if (answer != null) {
                List<LabelledAnswers.Line> lines = words.of(question.form(), Map.of(name, answer));
                said.put(
                        name,
                        lines.isEmpty()
                                ? List.of(new LabelledAnswers.Line(name, List.of(String.valueOf(answer))))
                                : lines);
            }
        });
        return said;
    }

    /** What the form had no place for when this page opened it stays, in words, beside what is typed now. */
    private static void carryOver(
            Draft before, Question question, Typed typed, Map<String, List<LabelledAnswers.Line>> said) {
        before.rest(question.form()).forEach((name, lines) -> {
            if (!typed.answers().containsKey(name)) {
                said.put(name, lines);
            } else if (!before.page().equals(typed.page())) {
                said.put("earlier " + name, lines);
            }
        });
    }

    public void throwAway(Asked asked) {
        kept.throwAway(asked.place(), directory.currentUser());
    }

    /** The start form is handed in: its draft goes in the same transaction. That of a task goes with the task. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void handedIn(HandedIn start) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            String id = request.getRequest().getHeader(HEADER);
            if (id != null && start.by() != null) {
                kept.throwAway(Place.ofStart(start.processKey(), number(id)), start.by());
            }
        }
    }

    private boolean closed(Question question, Map<String, Object> answers) {
        String ref = question.step().childRef();
        String user = directory.currentUser();
        return PractitionerFiles.isFile(ref)
                ? !files.mayRead(user, ref)
                : submissions.isClosed(new Submission(question, answers, user, null));
    }
}

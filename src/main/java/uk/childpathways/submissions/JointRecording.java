package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.RecordChain;
import uk.childpathways.forms.FormProblem;

/**
 * One recording that counts for several brothers and sisters: the form of the first child's task lists the others, each
 * with what is different for them. Every child's task is checked like its own, and each record holds nothing about how
 * it was decided for another.
 */
@Component
public class JointRecording {

    /** The list that names brothers and sisters for whom a recording counts too. */
    static final String CHILDREN = "jointChildren";

    private static final String CHILD = "childRef";

    private final Submissions submissions;
    private final Questions questions;
    private final RecordChain chain;

    JointRecording(Submissions submissions, Questions questions, RecordChain chain) {
        this.submissions = submissions;
        this.questions = questions;
        this.chain = chain;
    }

    /**
     * What came of the check.
     *
     * @param problems what is wrong, for whichever child; then nothing may be recorded
     * @param own the answers to the task that was opened
     * @param siblings the answers to the same task of each brother and sister; empty where the recording is not joint
     */
    public record Checked(List<FormProblem> problems, Submission own, List<Submission> siblings) {}

    /** Checks the answers to a task, and with them those of each brother and sister for whom they count; writes nothing. */
    public Checked check(Submission given) {
        Submission.Checked own = submissions.check(given);
        List<FormProblem> problems = new ArrayList<>(own.problems());
        List<Submission> siblings = new ArrayList<>();
        if (problems.isEmpty()) {
            addSiblings(own.accepted(), siblings, problems);
        }
        return new Checked(List.copyOf(problems), own.accepted(), List.copyOf(siblings));
    }

    private void addSiblings(Submission own, List<Submission> siblings, List<FormProblem> problems) {
        JourneyStep step = own.question().step();
        Set<String> named = new HashSet<>(Set.of(String.valueOf(step.childRef())));
        for (Map<String, Object> row : rows(own)) {
            String child = String.valueOf(row.get(CHILD));
            if (!named.add(child)) {
                problems.add(
                        problem(child + " is named twice: each child has one row, and the child of this task none."));
                continue;
            }
            Optional<Question> theirs = questions
                    .openTask(child, step.processKey(), step.elementId())
                    .flatMap(questions::ofTask);
            if (theirs.isEmpty()) {
                problems.add(problem("The journey of " + child + " does not stand at '"
                        + own.question().title()
                        + "'. Open it first and bring it here, or take the child off this list and record for it on"
                        + " its own."));
                continue;
            }
            Submission.Checked checked = submissions.check(
                    new Submission(theirs.get(), answersFor(row, own.answers()), own.by(), step.childRef()));
            checked.problems().forEach(p -> problems.add(problem("For " + child + ": " + p.sentence())));
            siblings.add(checked.accepted());
        }
    }

    /** Records accepted answers for all children; part of the transaction in which the tasks are completed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Checked checked) {
        List<Submission> all = new ArrayList<>(List.of(checked.own()));
        all.addAll(checked.siblings());
        if (all.size() > 1) {
            chain.hold(all.stream().map(s -> s.question().step().childRef()).toList());
        }
        all.forEach(submissions::record);
    }

    /** The rows that say for which brothers and sisters the recording counts too; empty where it is not joint. */
    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Submission submission) {
        Object rows = submission.answers().get(CHILDREN);
        return submission.question().isJoint() && rows instanceof List<?> l
                ? (List<Map<String, Object>>) (List<?>) l
                : List.of();
    }

    /** The answers for one brother or sister: the shared ones, and in their place what their own row says. */
    static Map<String, Object> answersFor(Map<String, Object> row, Map<String, Object> shared) {
        Map<String, Object> answers = new LinkedHashMap<>(shared);
        answers.remove(CHILDREN);
        row.forEach((key, value) -> {
            if (!CHILD.equals(key)) {
                answers.put(key, value);
            }
        });
        return answers;
    }

    /** Where a brother's or sister's task is recorded jointly, the list of the others is on the first child's form. */
    static List<FormProblem> problemsOf(Submission given, List<FormProblem> problems) {
        return given.jointWith() == null
                ? problems
                : problems.stream()
                        .filter(problem -> !CHILDREN.equals(problem.path()))
                        .toList();
    }

    /** The record of one child holds nothing about how it was decided for another: of the others only who they are. */
    static Map<String, Object> withoutWordsAboutSiblings(Map<String, Object> answers) {
        if (!(answers.get(CHILDREN) instanceof List<?> rows)) {
            return answers;
        }
        Map<String, Object> own = new LinkedHashMap<>(answers);
        own.put(
                CHILDREN,
                rows.stream()
                        .filter(Map.class::isInstance)
                        .map(r -> Map.of(CHILD, String.valueOf(((Map<?, ?>) r).get(CHILD))))
                        .toList());
        return own;
    }

    private static FormProblem problem(String sentence) {
        return new FormProblem(CHILDREN, "", sentence);
    }
}

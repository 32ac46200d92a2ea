package uk.childpathways.breaches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.oversight.NewOversight;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/**
 * What has one cause (a worker away, a conference moved) is one answer, with each child named: what it has meant for that
 * child. Each child's record keeps an entry of its own, and the tasks are completed one by one as the manager, so that the
 * checks and rights of each hold (RUT-MGT-05b, SWI-SRC-01b, NEW-GEN-02b). All of it happens, or nothing.
 */
@Service
class OneAnswer {

    static final String NEW_DATE = "accept-new-date";
    private static final Set<String> DECISIONS = Set.of("direct-action", NEW_DATE);

    /**
     * What the manager says of all of them.
     *
     * @param cause why it happened
     * @param now what is done now, and why that is enough
     * @param until the later date, where one is accepted
     * @param effects what it has meant, by the child's reference
     */
    record Given(String cause, String now, String decision, LocalDate until, Map<String, String> effects) {}

    private final OpenBreaches open;
    private final AnswerTasks tasks;
    private final Breaches breaches;
    private final Oversight oversight;
    private final Clock clock;

    OneAnswer(OpenBreaches open, AnswerTasks tasks, Breaches breaches, Oversight oversight, Clock pathwaysClock) {
        this.open = open;
        this.tasks = tasks;
        this.breaches = breaches;
        this.oversight = oversight;
        this.clock = pathwaysClock;
    }

    /**
     * Those of these that the person can answer now, in the order of the list.
     *
     * @throws ConflictProblem when one of them cannot be answered by this person, or not any more
     */
    List<OpenBreaches.Line> chosen(List<UUID> ids, String by) {
        if (ids.isEmpty()) {
            throw new BadInputProblem("Tick what has the same cause first.");
        }
        List<OpenBreaches.Line> lines = open.of(by, OpenBreaches.By.CHILD).stream()
                .filter(line -> line.mayAnswer() && ids.contains(line.id()))
                .toList();
        if (lines.size() < Set.copyOf(ids).size()) {
            throw new ConflictProblem(
                    "Not all of these wait for your answer any more: somebody else has answered, or they"
                            + " are asked of another manager. Look at the list again.");
        }
        return lines;
    }

    @Transactional
    public void answer(List<UUID> ids, Given given, String by) {
        List<OpenBreaches.Line> lines = chosen(ids, by);
        check(given, lines);
        Map<UUID, AnswerTasks.AnswerTask> open =
                tasks.openFor(by, lines.stream().map(OpenBreaches.Line::id).toList());
        Map<UUID, OpenBreaches.Line> byId =
                lines.stream().collect(Collectors.toMap(OpenBreaches.Line::id, Function.identity()));
        byId.forEach((id, line) -> {
            String effect = given.effects().get(line.childRef()).trim();
            AnswerTasks.AnswerTask task = open.get(id);
            if (task == null) {
                record(breaches.get(id), given, effect, by);
            } else {
                tasks.complete(task, answers(task, given, effect), by);
            }
        });
    }

    private static void check(Given given, List<OpenBreaches.Line> lines) {
        if (blank(given.cause())) throw new BadInputProblem("Say what the one cause was.");
        if (blank(given.now())) throw new BadInputProblem("Say what is done now, and why that is enough.");
        if (!DECISIONS.contains(given.decision())) throw new BadInputProblem("Choose what you decide.");
        if (given.decision().equals(NEW_DATE) && given.until() == null) {
            throw new BadInputProblem("Say which new date you accept.");
        }
        lines.stream()
                .map(OpenBreaches.Line::childRef)
                .filter(child -> blank(given.effects().get(child)))
                .findFirst()
                .ifPresent(child -> {
                    throw new BadInputProblem("Say what it has meant for " + child + ".");
                });
    }

    private static Map<String, Object> answers(AnswerTasks.AnswerTask task, Given given, String effect) {
        Map<String, Object> answers = new LinkedHashMap<>();
        if (task.form().equals("respond-to-breached-standard")) {
            answers.put("breachReason", given.cause().trim());
            answers.put("effectOnChild", effect);
            answers.put("rationale", given.now().trim());
            answers.put("actions", List.of());
        } else {
            answers.put("rationale", together(given, effect));
        }
        if (!task.form().equals("answer-for-office-work")) {
            answers.put("breachDecision", given.decision());
            if (given.until() != null && given.decision().equals(NEW_DATE)) {
                answers.put("agreedUntil", given.until().toString());
            }
        }
        return answers;
    }

    /** Office work before its week is over: there is no task, the answer stands on the record by itself. */
    private void record(Breach breach, Given given, String effect, String by) {
        LocalDate until = given.decision().equals(NEW_DATE) ? given.until() : null;
        if (until != null && until.isBefore(England.dayOf(clock.instant()))) {
            throw new BadInputProblem("The new date has passed already.");
        }
        oversight.record(new NewOversight(
                breach.childRef(),
                breach.journeyId(),
                "breach-answer",
                given.decision(),
                given.cause().trim() + "\n" + given.now().trim(),
                List.of(),
                by,
                null,
                clock.instant(),
                breach.standardName(),
                breach.id(),
                until,
                effect,
                null));
    }

    private static String together(Given given, String effect) {
        return given.cause().trim() + "\n" + given.now().trim() + "\n" + effect;
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}

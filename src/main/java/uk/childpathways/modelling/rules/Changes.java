package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import uk.childpathways.modelling.Model;

/** A new version beside the one in force: no duty is lost on the way, and no case loses its place. */
final class Changes {

    private Changes() {}

    static List<Rule> rules() {
        return Stream.of(
                        Rule.refuse("a task keeps the standard that it has", Changes::standardsOfTasks),
                        Rule.refuse("a standard that is kept today is kept on", Changes::standardsKept),
                        Rule.refuse("a document that is signed off today is signed off on", Changes::signOffs),
                        Rule.refuse("an id does not change where cases wait", Changes::renamed),
                        Rule.advise("a step does not vanish where cases wait", Changes::vanished))
                .map(rule -> rule.in(Rule.Scope.DEPLOYMENTS))
                .toList();
    }

    private record Change(Model now, Model before) {

        Optional<Activity> activity(String id) {
            return now.bpmn().getModelElementById(id) instanceof Activity activity
                    ? Optional.of(activity)
                    : Optional.empty();
        }
    }

    private static Stream<Change> changes(Subject subject) {
        return subject.changed().models().stream()
                .flatMap(model -> subject.replacedBy(model).map(before -> new Change(model, before)).stream());
    }

    private static Stream<Finding> standardsOfTasks(Subject subject) {
        return changes(subject)
                .flatMap(change -> change.before().userTasks().stream()
                        .flatMap(task -> standardOf(task).stream()
                                .flatMap(standard -> change.activity(task.getId()).stream()
                                        .filter(now -> now instanceof UserTask kept
                                                && standardOf(kept).isEmpty()
                                                && Model.property(kept, "noStandard")
                                                        .isEmpty())
                                        .map(now -> Finding.at(
                                                change.now(),
                                                now,
                                                "keeps the standard '" + standard
                                                        + "' today and would keep none: nobody would be told when it passes. Put the"
                                                        + " property 'standard' and its clock back, or say why there is none (property"
                                                        + " 'noStandard').")))));
    }

    private static Optional<String> standardOf(UserTask task) {
        return Model.property(task, "standard").or(() -> Model.standardAsked(task.getCamundaDueDate(), task));
    }

    private static Stream<Finding> standardsKept(Subject subject) {
        Set<String> used = Standards.usedIn(subject);
        return changes(subject)
                .flatMap(change -> change.before()
                        .standards()
                        .filter(standard -> subject.standards().contains(standard) && !used.contains(standard))
                        .map(standard -> new Finding(
                                change.now().file(),
                                "the standard '" + standard + "'",
                                "is kept today, and nothing would keep it any more, though its table says that it holds. Put"
                                        + " its task and clock back, or remove its row from the table of timescales and deploy"
                                        + " both.")));
    }

    private static Stream<Finding> signOffs(Subject subject) {
        Set<String> blocks = SignOffs.blocks(subject);
        return changes(subject).flatMap(change -> {
            Set<String> now = SignOffs.signedOff(change.now(), blocks);
            return SignOffs.signedOff(change.before(), blocks).stream()
                    .filter(document -> !now.contains(document))
                    .flatMap(document -> change.now().userTasks().stream()
                            .filter(task -> document.equals(task.getCamundaFormRef()))
                            .map(task -> Finding.at(
                                    change.now(),
                                    task,
                                    "is signed off today and would go on unsigned. Put the sign-off of '" + document
                                            + "' back.")));
        });
    }

    private static Stream<Finding> renamed(Subject subject) {
        return lost(subject)
                .flatMap(lost -> successor(lost)
                        .map(now -> Finding.at(
                                lost.change().now(),
                                now,
                                "has the id '" + lost.element().getId() + "' today, where " + cases(lost.cases())
                                        + ". They could not go on by this version, and what is known by the id (clocks, the"
                                        + " record) would be torn in two. Keep the id; the label may change."))
                        .stream());
    }

    private static Stream<Finding> vanished(Subject subject) {
        return lost(subject)
                .filter(lost -> successor(lost).isEmpty())
                .map(lost -> Finding.at(
                        lost.change().now(),
                        lost.element(),
                        "is no longer there, and " + cases(lost.cases())
                                + ". They go on by the version with which they began, and cannot be moved to this"
                                + " one."));
    }

    private static String cases(int waiting) {
        return waiting == 1 ? "1 case waits" : waiting + " cases wait";
    }

    private record Lost(Change change, Activity element, int cases) {}

    /** Steps of the version in force that the new one does not have, where cases wait. */
    private static Stream<Lost> lost(Subject subject) {
        return changes(subject)
                .flatMap(change -> change.before().bpmn().getModelElementsByType(Activity.class).stream()
                        .filter(activity -> change.activity(activity.getId()).isEmpty())
                        .map(activity -> new Lost(
                                change,
                                activity,
                                subject.casesAt(change.before().process().getId(), activity.getId())))
                        .filter(lost -> lost.cases() > 0));
    }

    /** The new step that is the lost one by another id: of the same kind, with its label or its form. */
    private static Optional<Activity> successor(Lost lost) {
        Set<String> known = lost.change().before().bpmn().getModelElementsByType(Activity.class).stream()
                .map(FlowElement::getId)
                .collect(Collectors.toSet());
        return lost.change().now().bpmn().getModelElementsByType(Activity.class).stream()
                .filter(now -> !known.contains(now.getId()))
                .filter(now -> now.getElementType().equals(lost.element().getElementType()))
                .filter(now -> !blank(now.getName())
                                && Texts.oneLine(now.getName())
                                        .equals(Texts.oneLine(
                                                String.valueOf(lost.element().getName())))
                        || now instanceof UserTask task
                                && !blank(task.getCamundaFormRef())
                                && task.getCamundaFormRef().equals(((UserTask) lost.element()).getCamundaFormRef()))
                .findFirst();
    }
}

package uk.childpathways.modelling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.ClausesBehindTask;
import uk.childpathways.standards.ClausesBehindTask.Line;
import uk.childpathways.standards.SourceDocuments;

/** What stands in the tab of each task that the models have, in the same words that the application serves. */
final class WordsAtTasks {

    private final Map<String, Set<String>> guidance = new LinkedHashMap<>();

    WordsAtTasks(Shipped shipped) {
        ClausesBehindTask words =
                new ClausesBehindTask(new ClauseCatalogue(), new ClauseStates(), new SourceDocuments(), "generic");
        Map<String, Set<String>> ofStandards = ofStandards(shipped);
        Map<String, Set<String>> handedOver = handedOver(shipped);
        for (Model model : shipped.models()) {
            for (UserTask task : model.userTasks()) {
                for (String form : forms(task, handedOver)) {
                    Set<String> named = new LinkedHashSet<>(Model.clauses(task));
                    shipped.form(form)
                            .ifPresent(its -> its.components().forEach(part -> named.addAll(Form.clauses(part))));
                    Model.property(task, "standard")
                            .ifPresent(standard -> named.addAll(ofStandards.getOrDefault(standard, Set.of())));
                    Set<String> lines = guidance.computeIfAbsent(
                            model.name() + ": " + task.getName() + " (" + form + ")", key -> new TreeSet<>());
                    words.of(form, named).goodLooksLike().stream()
                            .map(Line::clause)
                            .forEach(lines::add);
                }
            }
        }
    }

    Map<String, Set<String>> guidanceByTask() {
        return guidance;
    }

    Set<String> guidance() {
        Set<String> all = new TreeSet<>();
        guidance.values().forEach(all::addAll);
        return all;
    }

    private static Map<String, Set<String>> ofStandards(Shipped shipped) {
        Map<String, Set<String>> clauses = new HashMap<>();
        for (Table table : shipped.tables()) {
            for (String id : TimescalesModel.tablesIn(table.dmn())) {
                TimescalesModel.rows(table.dmn(), id)
                        .forEach(row -> clauses.computeIfAbsent(row.standard(), key -> new LinkedHashSet<>())
                                .addAll(row.clauses()));
            }
        }
        return clauses;
    }

    /** By the variable's name: the forms that calls hand to a shared block. */
    private static Map<String, Set<String>> handedOver(Shipped shipped) {
        Map<String, Set<String>> forms = new HashMap<>();
        for (Model model : shipped.models()) {
            for (CallActivity call : model.bpmn().getModelElementsByType(CallActivity.class)) {
                if (call.getExtensionElements() == null) {
                    continue;
                }
                for (CamundaIn in : call.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaIn.class)
                        .list()) {
                    if (in.getCamundaSourceExpression() != null && in.getCamundaTarget() != null) {
                        forms.computeIfAbsent(in.getCamundaTarget(), key -> new TreeSet<>())
                                .add(in.getCamundaSourceExpression());
                    }
                }
            }
        }
        return forms;
    }

    private static List<String> forms(UserTask task, Map<String, Set<String>> handedOver) {
        String form = task.getCamundaFormRef();
        if (form == null) {
            return List.of();
        }
        return form.startsWith("${")
                ? new ArrayList<>(handedOver.getOrDefault(form.substring(2, form.length() - 1), Set.of()))
                : List.of(form);
    }
}

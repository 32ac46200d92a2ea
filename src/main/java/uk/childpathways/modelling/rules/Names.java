package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Words;

/** What things are called: one search key from the diagram to the form and the file. */
final class Names {

    private static final Pattern GENERATED = Pattern.compile("(Activity|Event|Gateway|Flow|Process)_[0-9a-z]{7}");

    private Names() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("a file is named after the process in it", Rule.eachModel(Names::fileOfProcess))
                        .in(Rule.Scope.OUR_FILES),
                Rule.refuse(
                                "a form's file is named after the form in it",
                                Rule.eachForm(form -> form.name().equals(form.id())
                                        ? Stream.empty()
                                        : Stream.of(Finding.at(
                                                form, "holds the form '" + form.id() + "'. Give both the same name."))))
                        .in(Rule.Scope.OUR_FILES),
                Rule.refuse("a process can be executed", Rule.eachModel(Names::executable)),
                Rule.advise(
                        "every process says who owns it, what starts it and what ends it, its version and how long its trace is kept",
                        Rule.eachModel(Names::describesItself)),
                Rule.advise("every id is chosen, never generated", Rule.eachModel(Names::chosenIds)),
                Rule.advise("a task's label, its id and its form share one name", Rule.eachModel(Names::oneName)),
                Rule.advise(
                        "every event is labelled with words",
                        Rule.eachModel(model -> model.bpmn().getModelElementsByType(Event.class).stream()
                                .filter(event -> blank(event.getName()))
                                .map(event ->
                                        Finding.at(model, event, "has no label. Say in words what happens there.")))));
    }

    private static Stream<Finding> fileOfProcess(Model model) {
        return model.name().equals(model.process().getId())
                ? Stream.empty()
                : Stream.of(Finding.at(
                        model,
                        "holds the process '" + model.process().getId()
                                + "'. Give the file and the process the same name."));
    }

    private static Stream<Finding> executable(Model model) {
        return model.bpmn().getModelElementsByType(Process.class).stream().anyMatch(Process::isExecutable)
                ? Stream.empty()
                : Stream.of(Finding.at(
                        model,
                        "is not executable, so nothing of it would be in force. Tick 'Executable' at the process."));
    }

    private static Stream<Finding> describesItself(Model model) {
        List<Finding> found = new ArrayList<>();
        Process process = model.process();
        if (blank(process.getName())) {
            found.add(Finding.at(model, "has no name. Name the process as people call it."));
        }
        if (blank(process.getCamundaVersionTag())) {
            found.add(Finding.at(model, "has no version tag. Give it one, so that people can name the version."));
        }
        if (blank(process.getCamundaHistoryTimeToLiveString())) {
            found.add(Finding.at(
                    model, "does not say how long the engine's trace is kept. Set the history time to live."));
        }
        String text = process.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent().toLowerCase(Locale.UK))
                .collect(Collectors.joining(" "));
        for (String word : List.of("start", "end", "own")) {
            if (!text.contains(word)) {
                found.add(Finding.at(
                        model,
                        "does not say in its documentation what starts it, what ends it and who owns it (missing: '"
                                + word + "…')."));
            }
        }
        return found.stream();
    }

    private static Stream<Finding> chosenIds(Model model) {
        return model.elements().stream()
                .filter(element -> element.getId() != null
                        && GENERATED.matcher(element.getId()).matches())
                .map(element -> Finding.at(
                        model, element, "has a generated id. Choose one: running cases and tests hang on it."));
    }

    private static Stream<Finding> oneName(Model model) {
        List<Finding> found = new ArrayList<>();
        for (UserTask task : model.userTasks()) {
            if (blank(task.getName())) {
                found.add(Finding.at(model, task, "has no label. Say in words what is to be done."));
                continue;
            }
            if (Words.fixedPart(task.getName()).isEmpty()) {
                continue; // The caller names the task and its form.
            }
            String id = "Task_" + Words.pascal(task.getName());
            if (!task.getId().equals(id)) {
                found.add(Finding.at(model, task, "should have the id " + id + ", as its label says."));
            }
            String form = task.getCamundaFormRef();
            if (form != null && !form.startsWith("$") && !form.equals(Words.kebab(task.getName()))) {
                found.add(Finding.at(
                        model,
                        task,
                        "has the form '" + form + "'; its label calls for '" + Words.kebab(task.getName()) + "'."));
            }
        }
        return found.stream();
    }
}

package uk.childpathways.modelling.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/** What a later form fills in from an earlier one is asked there; and a form stays the form that it is. */
final class KnownAnswers {

    /** {@code last.<form>.<question>}, of the journey or of the child. */
    private static final Pattern EARLIER = Pattern.compile("(?:child\\.)?last\\.([a-z0-9-]+)\\.(\\w+)");

    private static final int FEW = 3;

    private KnownAnswers() {}

    static List<Rule> rules() {
        return List.of(
                Rule.refuse("what a form fills in from an earlier one is asked there", KnownAnswers::asked),
                Rule.refuse("a form is not put in the place of another", KnownAnswers::another)
                        .in(Rule.Scope.DEPLOYMENTS),
                Rule.refuse("a journey that people begin asks for the child", KnownAnswers::childAsked));
    }

    private static Stream<Finding> asked(Subject subject) {
        Map<String, Set<String>> keys = subject.all().forms().stream()
                .collect(Collectors.toMap(Form::id, KnownAnswers::keys, (one, same) -> one));
        return subject.all().forms().stream()
                .flatMap(form -> form.components().stream()
                        .flatMap(part -> Optional.ofNullable(Form.property(part, "prefill")).stream()
                                .flatMap(paths -> Model.words(paths).stream())
                                .map(EARLIER::matcher)
                                .filter(Matcher::matches)
                                .filter(path -> keys.containsKey(path.group(1))
                                        && !keys.get(path.group(1)).contains(path.group(2)))
                                .map(path -> Finding.at(
                                        form,
                                        part,
                                        "is filled in with the answer '" + path.group(2) + "' of the form '"
                                                + path.group(1)
                                                + "', which asks no such question: what is known would be asked again. Keep the"
                                                + " question's key there (its words may change), or change both forms"
                                                + " together."))));
    }

    /** Saved under another form's id by mistake: not one question is the same. */
    private static Stream<Finding> another(Subject subject) {
        return subject.changed().forms().stream()
                .flatMap(form -> subject.inForce().forms().stream()
                        .filter(before -> before.id().equals(form.id()))
                        .filter(before -> {
                            Set<String> now = keys(form);
                            Set<String> then = keys(before);
                            boolean enough = then.size() >= FEW;
                            now.retainAll(then);
                            return enough && now.isEmpty();
                        })
                        .map(before -> Finding.at(
                                form,
                                "has the id '" + form.id() + "', and asks not one of the questions that '" + form.id()
                                        + "' asks now: it would take that form's place at its tasks. Give a new form an id of"
                                        + " its own.")));
    }

    private static Stream<Finding> childAsked(Subject subject) {
        return subject.changed().models().stream()
                .filter(model -> Model.property(model.process(), "journey").isPresent()
                        && !model.process()
                                .getCamundaCandidateStarterGroupsList()
                                .isEmpty()
                        && offeredByTheChildsTeam(model))
                .flatMap(model ->
                        model
                                .bpmn()
                                .getModelElementsByType(org.camunda.bpm.model.bpmn.instance.StartEvent.class)
                                .stream()
                                .filter(start -> start.getParentElement() == model.process()
                                        && start.getEventDefinitions().isEmpty())
                                .flatMap(start -> {
                                    String formId = start.getCamundaFormRef();
                                    if (formId == null) {
                                        return Stream.of(Finding.at(
                                                model,
                                                start,
                                                "has no form, and people may start it: the journey would begin for no child."
                                                        + " Give it a form that asks for the child (key 'childRef')."));
                                    }
                                    return subject.all().forms().stream()
                                            .filter(form -> form.id().equals(formId)
                                                    && !keys(form).contains("childRef"))
                                            .map(form -> Finding.at(
                                                    model,
                                                    start,
                                                    "begins with the form '" + formId
                                                            + "', which does not ask for the child: nobody would be offered the"
                                                            + " work. Ask for it there (key 'childRef', as in the other"
                                                            + " journeys' forms)."));
                                }));
    }

    /** A practitioner's own supervision is about no child: its tasks name their people themselves. */
    private static boolean offeredByTheChildsTeam(Model model) {
        return model.userTasks().stream()
                        .anyMatch(task ->
                                String.valueOf(task.getCamundaCandidateGroups()).contains("people.group("))
                || model.bpmn().getModelElementsByType(org.camunda.bpm.model.bpmn.instance.CallActivity.class).stream()
                        .anyMatch(call -> "allocate-case".equals(call.getCalledElement()));
    }

    private static Set<String> keys(Form form) {
        Set<String> keys = new HashSet<>();
        for (JsonNode part : form.components()) {
            for (String name : List.of("key", "path")) {
                if (part.hasNonNull(name)) {
                    keys.add(part.path(name).asText());
                }
            }
        }
        return keys;
    }
}

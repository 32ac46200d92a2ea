package uk.childpathways.modelling.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;

/** The variables that a case can have: what forms keep, calls pass, tables answer and words set. */
final class KnownVariables {

    /** Every case has the first two, each repetition its number, and the escalation of a breach begins with the rest. */
    private static final Set<String> ALWAYS = Set.of(
            "childRef",
            "journeyId",
            "loopCounter",
            "breachId",
            "breachKind",
            "breachWeight",
            "answerBy",
            "answerPerson");

    /** Properties whose value is the name of a variable. */
    private static final List<String> NAMING = List.of("sets", "rounds", "decider");

    private final Set<String> names = new HashSet<>(ALWAYS);

    KnownVariables(Contract contract, Shipped all) {
        contract.words().values().forEach(word -> {
            word.sets().forEach(variable -> names.add(variable.name()));
            word.reads().forEach(variable -> names.add(variable.name()));
        });
        all.forms().forEach(form -> form.components().forEach(this::kept));
        all.models().forEach(model -> names.addAll(setIn(model)));
    }

    private void kept(JsonNode part) {
        if ("true".equals(Form.property(part, "keep"))) {
            names.add(part.path("key").asText());
        }
    }

    /** The variables that a model writes: calls, inputs and outputs, tables, words. */
    static Set<String> setIn(Model model) {
        return model.once(KnownVariables.class, KnownVariables::findSet);
    }

    private static Set<String> findSet(Model model) {
        Set<String> names = new HashSet<>();
        for (BaseElement element : model.elements()) {
            if (element instanceof BusinessRuleTask task) {
                names.add(task.getCamundaResultVariable());
            } else if (element instanceof EscalationEventDefinition event) {
                names.add(event.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "escalationCodeVariable"));
            } else if (element instanceof MultiInstanceLoopCharacteristics times) {
                names.add(times.getCamundaElementVariable());
            }
            NAMING.forEach(
                    property -> Model.property(element, property).ifPresent(sets -> names.addAll(Model.words(sets))));
        }
        BpmnModelInstance bpmn = model.bpmn();
        bpmn.getModelElementsByType(CamundaIn.class).forEach(in -> names.add(in.getCamundaTarget()));
        bpmn.getModelElementsByType(CamundaOut.class).forEach(out -> names.add(out.getCamundaTarget()));
        bpmn.getModelElementsByType(CamundaInputParameter.class).forEach(in -> names.add(in.getCamundaName()));
        bpmn.getModelElementsByType(CamundaOutputParameter.class).forEach(out -> names.add(out.getCamundaName()));
        Block.in(model)
                .ifPresent(block -> Stream.concat(block.inputs().stream(), block.outputs().stream())
                        .forEach(parameter -> names.add(parameter.name())));
        names.removeIf(Objects::isNull);
        return names;
    }

    boolean known(String variable) {
        return names.contains(variable);
    }

    Collection<String> names() {
        return names;
    }
}

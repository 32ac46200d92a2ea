package uk.childpathways.handovers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.testing.OurFiles;

/** Births, moves, deaths and ends are brought to a journey as messages; over all models. */
@DisplayName("A message that may find nobody (C5)")
class MessagesThatFindNobodyTest {

    private static final String TELL = "${tellJourney}";

    private static List<FlowNode> telling(Model model) {
        return model.bpmn().getModelElementsByType(FlowNode.class).stream()
                .filter(node -> node instanceof ServiceTask task && TELL.equals(task.getCamundaDelegateExpression())
                        || node.getChildElementsByType(MessageEventDefinition.class).stream()
                                .anyMatch(message -> TELL.equals(message.getCamundaDelegateExpression())))
                .toList();
    }

    @Test
    @DisplayName("is let go by a word of the model, or the person is told in words what to do instead")
    void toldInWords() {
        Map<String, String> silent = new TreeMap<>();
        Set<String> told = new TreeSet<>();
        for (Model model : OurFiles.shipped().models()) {
            for (FlowNode node : telling(model)) {
                boolean ignored = Model.property(node, "ifNobodyWaits")
                        .filter("ignore"::equals)
                        .isPresent();
                String say = Model.property(node, "ifNobodyWaitsSay").orElse("");
                if (!ignored && say.isBlank()) {
                    silent.put(model.process().getId(), node.getId());
                }
                if (!say.isBlank()) {
                    told.add(model.process().getId());
                }
            }
        }
        assertThat(silent).isEmpty();
        assertThat(told)
                .contains("record-birth-under-plan", "withdraw-consent", "record-placement-move", "report-disruption");
    }

    @Test
    @DisplayName("that a person starts by hand is refused at the field where the journey chosen is of another kind")
    void ofTheRightKind() {
        Map<String, Form> forms =
                OurFiles.shipped().forms().stream().collect(Collectors.toMap(Form::id, form -> form, (a, b) -> a));
        Set<String> anyKind = new TreeSet<>();
        for (Model model : OurFiles.shipped().models()) {
            boolean narrow = telling(model).stream()
                    .anyMatch(node -> Model.property(node, "ifNobodyWaits").isEmpty());
            for (StartEvent start : model.bpmn().getModelElementsByType(StartEvent.class)) {
                Form form = start.getCamundaFormRef() == null ? null : forms.get(start.getCamundaFormRef());
                if (!narrow || form == null) {
                    continue;
                }
                for (JsonNode part : form.components()) {
                    if (part.path("key").asText().equals("journeyId")
                            && !Form.property(part, "check").contains("journey-of:")) {
                        anyKind.add(form.id());
                    }
                }
            }
        }
        // Something significant can happen in every journey, and each waits for it as long as it runs.
        assertThat(anyKind).containsExactly("report-significant-event");
    }

    @Test
    @DisplayName(
            "a death or another end, and a significant event, find every journey of a child at every stage: each waits"
                    + " for them at its top, as long as it runs (SWI-INT-07c)")
    void endsAtEveryStage() {
        Set<String> deaf = new TreeSet<>();
        Set<String> journeys = new TreeSet<>();
        for (Model model : OurFiles.shipped().models()) {
            if (Model.property(model.process(), "journey").isEmpty()
                    || Model.property(model.process(), "about").isPresent()) {
                continue;
            }
            journeys.add(model.process().getId());
            Set<String> heard = model.process().getChildElementsByType(SubProcess.class).stream()
                    .filter(SubProcess::triggeredByEvent)
                    .flatMap(sub -> sub.getChildElementsByType(StartEvent.class).stream())
                    .flatMap(start -> start.getChildElementsByType(MessageEventDefinition.class).stream())
                    .filter(message -> message.getMessage() != null)
                    .map(message -> message.getMessage().getName())
                    .collect(Collectors.toSet());
            if (!heard.containsAll(Set.of("endJourney", "significantEvent"))) {
                deaf.add(model.process().getId());
            }
        }
        assertThat(journeys).hasSize(10);
        assertThat(deaf).isEmpty();
    }
}

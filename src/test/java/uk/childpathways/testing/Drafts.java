package uk.childpathways.testing;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** A model that a test builds in a few lines, completed with what no deployment goes without. */
public final class Drafts {

    /** A shipped form: a task needs one, and these tests do not complete it. */
    private static final String SOME_FORM = "share-document";

    private Drafts() {}

    /** Gives each task a form and somebody to do it, each clock somebody to tell, and says where a clock is left out. */
    public static BpmnModelInstance deployable(BpmnModelInstance model) {
        Set<String> withClock = model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(Drafts::isTimer)
                .map(event -> event.getAttachedTo().getId())
                .collect(Collectors.toSet());
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            if (task.getCamundaFormRef() == null) {
                task.setCamundaFormRef(SOME_FORM);
                task.setCamundaFormRefBinding("latest");
            }
            if (task.getCamundaCandidateGroups() == null && task.getCamundaAssignee() == null) {
                task.setCamundaCandidateGroups("${people.group(execution, 'social-worker')}");
            }
            if (task.getCamundaDueDate() != null && !withClock.contains(task.getId())) {
                clockElsewhere(model, task);
            }
        }
        model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> isTimer(event) && event.getOutgoing().isEmpty())
                .toList()
                .forEach(event -> leadToAnEnd(model, event));
        model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> isTimer(event) && !event.cancelActivity())
                .flatMap(event -> event.getOutgoing().stream().map(SequenceFlow::getTarget))
                .filter(EndEvent.class::isInstance)
                .map(EndEvent.class::cast)
                .filter(end -> end.getEventDefinitions().isEmpty())
                .forEach(end -> {
                    MessageEventDefinition told = model.newInstance(MessageEventDefinition.class);
                    told.setCamundaDelegateExpression("${escalateBreach}");
                    end.addChildElement(told);
                });
        return model;
    }

    private static void leadToAnEnd(BpmnModelInstance model, BoundaryEvent event) {
        EndEvent end = model.newInstance(EndEvent.class);
        end.setId(event.getId() + "_Told");
        event.getParentElement().addChildElement(end);
        SequenceFlow flow = model.newInstance(SequenceFlow.class);
        flow.setId(event.getId() + "_Flow");
        event.getParentElement().addChildElement(flow);
        flow.setSource(event);
        flow.setTarget(end);
        event.getOutgoing().add(flow);
        end.getIncoming().add(flow);
    }

    /** Of a standard: a birthday is no breach. */
    private static boolean isTimer(BoundaryEvent event) {
        return event.getEventDefinitions().stream()
                .anyMatch(definition -> definition instanceof TimerEventDefinition timer
                        && !timer.getTimeDate().getTextContent().contains("birthday"));
    }

    private static void clockElsewhere(BpmnModelInstance model, UserTask task) {
        CamundaProperties properties = task.getExtensionElements() == null
                ? null
                : task.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .findFirst()
                        .orElse(null);
        if (properties == null) {
            properties = model.newInstance(CamundaProperties.class);
            task.builder().addExtensionElement(properties);
        }
        CamundaProperty elsewhere = model.newInstance(CamundaProperty.class);
        elsewhere.setCamundaName("clockElsewhere");
        elsewhere.setCamundaValue("as the test has it");
        properties.addChildElement(elsewhere);
    }
}

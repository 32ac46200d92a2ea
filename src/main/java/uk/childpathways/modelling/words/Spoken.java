package uk.childpathways.modelling.words;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import uk.childpathways.modelling.Model;
import uk.childpathways.vocabulary.contract.Place;

/** What an element of a model says: which word it speaks, its properties, and as which place it counts. */
public final class Spoken {

    private static final Pattern STEP = Pattern.compile("\\s*[$#]\\{\\s*(\\w+)\\s*}\\s*");

    private Spoken() {}

    /** The place as which an element counts; empty where no property may stand. */
    public static Optional<Place> place(BaseElement element) {
        if (element instanceof Process) {
            return Optional.of(Place.PROCESS);
        } else if (element instanceof StartEvent) {
            return Optional.of(Place.START);
        } else if (element instanceof UserTask) {
            return Optional.of(Place.USER_TASK);
        } else if (element instanceof BusinessRuleTask) {
            return Optional.of(Place.BUSINESS_RULE_TASK);
        } else if (element instanceof ServiceTask) {
            return Optional.of(Place.SERVICE_TASK);
        } else if (element instanceof CallActivity) {
            return Optional.of(Place.CALL);
        } else if (element instanceof SubProcess) {
            return Optional.of(Place.SUB_PROCESS);
        } else if (element instanceof BoundaryEvent boundary
                && Model.timer(boundary).isPresent()) {
            return Optional.of(Place.TIMER);
        }
        return element instanceof Event ? Optional.of(Place.EVENT) : Optional.empty();
    }

    /** The word that the element does ({@code delegateExpression}), as it is written. */
    public static Optional<String> step(BaseElement element) {
        return delegate(element).map(STEP::matcher).filter(Matcher::matches).map(written -> written.group(1));
    }

    private static Optional<String> delegate(BaseElement element) {
        if (element instanceof ServiceTask task) {
            return Optional.ofNullable(task.getCamundaDelegateExpression());
        }
        return element instanceof Event
                ? element.getChildElementsByType(MessageEventDefinition.class).stream()
                        .map(MessageEventDefinition::getCamundaDelegateExpression)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    /** The element's extension properties as they are written. */
    public static Stream<CamundaProperty> properties(BaseElement element) {
        return element.getExtensionElements() == null
                ? Stream.empty()
                : element
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaProperties.class)
                        .list()
                        .stream()
                        .flatMap(properties -> properties.getCamundaProperties().stream())
                        .filter(property -> property.getCamundaName() != null);
    }
}

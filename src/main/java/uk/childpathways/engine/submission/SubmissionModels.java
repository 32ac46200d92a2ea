package uk.childpathways.engine.submission;

import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseUtil;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Hangs our listeners on every model that the engine reads, as built-in ones: nobody can skip those, as "skip custom
 * listeners" in Cockpit does with listeners that a model declares. Keeps each element's extension properties with the
 * parsed model, so that none is searched for while work is done.
 */
@ModelProperty(
        name = "journey",
        says = "The journey that starting this process opens for the child. A process without it belongs to the"
                + " journey that called or started it.",
        value = ValueKind.JOURNEY,
        on = {Place.PROCESS},
        purpose = Purpose.JOURNEYS)
@ModelProperty(
        name = "about",
        says = "`practitioner`: the process is about an employee and not about a child.",
        value = ValueKind.CHOICE,
        choices = {"practitioner"},
        on = {Place.PROCESS},
        purpose = Purpose.EVERYWHERE)
@ModelProperty(
        name = "severalAtATime",
        says =
                "Why a child may have several of this process at a time, in words. Without it a second start for the"
                        + " same child, or the same journey where the start form asks for one, is refused while the first runs.",
        on = {Place.PROCESS},
        purpose = Purpose.JOURNEYS)
class SubmissionModels extends AbstractBpmnParseListener {

    private static final String PROPERTIES = "pathwaysProperties";

    private final TaskListener beforeCompletion;
    private final ExecutionListener whenStarted;

    SubmissionModels(TaskListener beforeCompletion, ExecutionListener whenStarted) {
        this.beforeCompletion = beforeCompletion;
        this.whenStarted = whenStarted;
    }

    /** The extension properties of an element of a parsed model. */
    @SuppressWarnings("unchecked")
    static Map<String, String> propertiesOf(ScopeImpl element) {
        Object properties = element == null ? null : element.getProperty(PROPERTIES);
        return properties == null ? Map.of() : (Map<String, String>) properties;
    }

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        remember(process, definition);
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_START, whenStarted);
    }

    @Override
    public void parseStartEvent(Element startEvent, ScopeImpl scope, ActivityImpl activity) {
        remember(startEvent, activity);
    }

    @Override
    public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
        remember(userTask, activity);
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, beforeCompletion);
    }

    private static void remember(Element element, ScopeImpl parsed) {
        Map<String, String> properties = BpmnParseUtil.parseCamundaExtensionProperties(element);
        parsed.setProperty(PROPERTIES, properties == null ? Map.of() : Map.copyOf(properties));
    }
}

package uk.childpathways.engine.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseUtil;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.children.RecordParts;
import uk.childpathways.engine.deployment.ParseListeners;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * What the beginning of a process says about who opens the child's record: of whom something is asked from here on, and
 * that the record is restricted by itself.
 */
@Component
@ModelProperty(
        name = "part",
        says = "The roles that have a part in the child's case from the beginning of this process to its end: they may"
                + " open the record before a task of theirs is reached. Once one of them has it by name in this journey,"
                + " the others have it no longer. Only roles that work on single cases, and at a deployment none to whom the"
                + " version in force gives no part.",
        value = ValueKind.ROLES,
        on = {Place.PROCESS},
        purpose = Purpose.PEOPLE)
@ModelProperty(
        name = "restricts",
        says = "Why the child's record is restricted when this process begins, in words. A senior manager alone lifts"
                + " that again.",
        on = {Place.PROCESS},
        purpose = Purpose.PEOPLE)
class ProcessParts extends AbstractProcessEnginePlugin {

    private final ObjectProvider<RecordParts> parts;
    private final ObjectProvider<RecordAccess> access;
    private final ObjectProvider<Children> children;

    ProcessParts(
            ObjectProvider<RecordParts> parts, ObjectProvider<RecordAccess> access, ObjectProvider<Children> children) {
        this.parts = parts;
        this.access = access;
        this.children = children;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ParseListeners.add(engine, new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity process) {
                Map<String, String> properties = BpmnParseUtil.parseCamundaExtensionProperties(element);
                String roles = properties == null ? null : properties.get("part");
                String reason = properties == null ? null : properties.get("restricts");
                if (roles != null) {
                    process.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                            begun -> begun(begun, process.getName(), roles));
                    process.addBuiltInListener(
                            ExecutionListener.EVENTNAME_END, (ExecutionListener) ProcessParts.this::ended);
                }
                if (reason != null) {
                    process.addBuiltInListener(
                            ExecutionListener.EVENTNAME_START, (ExecutionListener) begun -> restrict(begun, reason));
                }
            }
        });
    }

    private void begun(DelegateExecution execution, String name, String roles) {
        String child = childOf(execution);
        if (child != null) {
            parts.getObject()
                    .requested(
                            new RecordParts.Place(
                                    child,
                                    TaskParts.id(execution.getVariable("journeyId")),
                                    execution.getProcessInstanceId(),
                                    null,
                                    name),
                            rolesIn(roles));
        }
    }

    /** What a journey's own process asked for ends with the journey. */
    private void ended(DelegateExecution execution) {
        if (execution.getSuperExecution() != null) {
            parts.getObject().processEnded(execution.getProcessInstanceId());
        }
    }

    private void restrict(DelegateExecution execution, String reason) {
        String child = childOf(execution);
        if (child != null) {
            access.getObject().restrictBecause(child, reason);
        }
    }

    private String childOf(DelegateExecution execution) {
        Object ref = execution.getVariable("childRef");
        return ref == null
                        || PractitionerFiles.isFile(ref.toString())
                        || children.getObject().find(ref.toString()).isEmpty()
                ? null
                : ref.toString();
    }

    private static List<Role> rolesIn(String words) {
        return Arrays.stream(words.split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .map(Role::of)
                // A version from before the rule may name whole teams: it runs on, and opens nothing to them.
                .filter(Role::byPart)
                .toList();
    }
}

package uk.childpathways.submissions;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Something that a model asks a person: an open task, or the start of a process.
 *
 * @param step where in the child's journey; the child and the journey are null where a start form asks for them
 * @param taskId the open task; null for a start
 * @param title what is asked, in the model's words ("Hold strategy discussion")
 * @param form the form, or null where nothing is asked
 * @param properties the extension properties of the model's element
 * @param variables looks up a process variable; null where there is none
 */
@ModelProperty(
        name = "standard",
        says = "The standard that must be met here; the dates of the element and the clock on its edge read it."
                + " Completing the task meets it, unless the form has a date field for it.",
        value = ValueKind.STANDARD,
        on = {Place.USER_TASK, Place.CALL, Place.SUB_PROCESS, Place.TIMER},
        purpose = Purpose.CLOCK)
@ModelProperty(
        name = "event",
        says = "What completing the task, or starting the process, records as happened: meets the standard of that"
                + " name and starts the clocks that run from it.",
        value = ValueKind.EVENTS,
        on = {Place.USER_TASK, Place.START},
        purpose = Purpose.RECORD)
@ModelProperty(
        name = "oversight",
        says = "The kind under which the form's decision goes on the child's oversight record when the task is"
                + " completed.",
        value = ValueKind.LABEL,
        on = {Place.USER_TASK, Place.START},
        purpose = Purpose.DECIDE)
@ModelProperty(
        name = "document",
        says = "The form whose answers are shown at this task as the document to read.",
        value = ValueKind.FORM,
        on = {Place.USER_TASK},
        purpose = Purpose.DECIDE)
@ModelProperty(
        name = "signsOff",
        says = "The form whose answers are signed off here, or the variable that names it. Nobody signs off their own"
                + " work, and the task is nobody's until taken.",
        value = ValueKind.FORM,
        on = {Place.USER_TASK},
        purpose = Purpose.DECIDE)
@ModelProperty(
        name = "rework",
        says = "The form opens with its author's own answers, to be changed.",
        value = ValueKind.FLAG,
        on = {Place.USER_TASK},
        purpose = Purpose.DECIDE)
@ModelProperty(
        name = "notBy",
        says = "Who may not complete the task.",
        value = ValueKind.CHOICE,
        choices = {"allocated-worker"},
        on = {Place.USER_TASK},
        purpose = Purpose.PEOPLE)
@ModelProperty(
        name = "joint",
        says = "One recording may count for brothers and sisters whose own journey stands at the same step.",
        value = ValueKind.FLAG,
        on = {Place.USER_TASK},
        purpose = Purpose.RECORD)
public record Question(
        JourneyStep step,
        String taskId,
        String title,
        FormDefinition form,
        Map<String, String> properties,
        Function<String, Object> variables) {

    public boolean isStart() {
        return taskId == null;
    }

    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).map(String::trim).filter(v -> !v.isEmpty());
    }

    public Object variable(String name) {
        return variables.apply(name);
    }

    /**
     * The form whose answers are signed off here (extension property {@code signsOff}): a form id, or the name of a
     * variable that holds one, as in a shared block ({@code document}).
     */
    public Optional<String> documentToSignOff() {
        return property("signsOff").map(name -> {
            Object held = variable(name);
            return held == null ? name : held.toString();
        });
    }

    /** Whether the author works here on something that was returned: the form then opens with their own answers. */
    public boolean isRework() {
        return property("rework").map(Boolean::parseBoolean).orElse(false);
    }

    /** Whether one recording may count for several brothers and sisters. */
    public boolean isJoint() {
        return property("joint").map(Boolean::parseBoolean).orElse(false);
    }
}

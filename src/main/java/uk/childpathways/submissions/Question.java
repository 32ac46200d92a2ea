package uk.childpathways.submissions;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.forms.FormDefinition;

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

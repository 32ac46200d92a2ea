package uk.childpathways.submissions;

import java.util.Optional;
import uk.childpathways.forms.FormDefinition;

/** Port: what the running models ask. The engine answers it, without regard to who is logged in. */
public interface Questions {

    Optional<Question> ofTask(String taskId);

    /** Whether the user logged in may open the task. */
    boolean mayOpen(String taskId);

    /** Whether the task is with the user logged in: they took it or were given it, or cover for whoever had it. */
    boolean isWith(String taskId, String userId);

    Optional<Question> ofStart(String processDefinitionIdOrKey);

    /** Whether the user logged in may start the process. */
    boolean mayStart(String processKey);

    /** The form now in force under this id. */
    Optional<FormDefinition> form(String formId);

    /** The child's open task at this element of that model, if it has one (and only one). */
    Optional<String> openTask(String childRef, String processKey, String elementId);
}

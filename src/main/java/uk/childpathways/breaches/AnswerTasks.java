package uk.childpathways.breaches;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Port: the engine's open tasks in which managers answer for breaches. */
public interface AnswerTasks {

    /** Where somebody answers: the task, and the id of its form. */
    record AnswerTask(String taskId, String form) {}

    /** Of these breaches, those for which a task is open that the person may complete. */
    Map<UUID, AnswerTask> openFor(String userId, Collection<UUID> breaches);

    /** Completes the task as this person, with their rights, by the one door of an answer: the form's checks hold. */
    void complete(AnswerTask task, Map<String, Object> answers, String userId);
}

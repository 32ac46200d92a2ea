package uk.childpathways.drafts;

import java.util.UUID;

/**
 * Where a draft belongs: to one task, or to one start form, of which somebody may have begun several.
 *
 * @param taskId null for a start form
 * @param processKey null for a task
 * @param id of a start form's draft, as the page that began it chose; null for a task
 */
record Place(String taskId, String processKey, UUID id) {

    static Place ofTask(String taskId) {
        return new Place(taskId, null, null);
    }

    static Place ofStart(String processKey, UUID id) {
        return new Place(null, processKey, id);
    }
}

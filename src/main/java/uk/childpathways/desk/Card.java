package uk.childpathways.desk;

import java.time.Instant;

/**
 * What a person reads of one task, wherever it is listed: whom it is about, what exactly is to do, until when, who has it.
 *
 * @param title the task's name with what it is about: "Complete agreed action: ring the school"
 * @param childRef null where the reader may not open the record, or it is about no child
 * @param child the child's name, or initials where the council wants those; for a practitioner's file whose it is
 * @param family reference of the child's family; null for none
 * @param due null where it has no limit
 * @param dueWords "due tomorrow, Tue 1 December"
 * @param holder "you", a colleague's name, or "nobody yet"
 * @param meeting the planned day of the meeting that this task is to hold, in words; null for none
 * @param meetingAt its moment
 * @param warning what whoever visits must know before, where the task is a visit; null for nothing
 * @param list null for work that stands by its date
 */
public record Card(
        String taskId,
        String title,
        String childRef,
        String child,
        String family,
        Instant due,
        String dueWords,
        boolean late,
        String holder,
        boolean mine,
        String meeting,
        Instant meetingAt,
        String warning,
        WorkList list) {

    /** Whom it is about, in one line: "Maya Jones, C-1002". */
    public String about() {
        if (child == null) return null;
        return childRef == null ? child : child + ", " + childRef;
    }
}

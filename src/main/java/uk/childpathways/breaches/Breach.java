package uk.childpathways.breaches;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * A deadline that passed unmet, or of which it was said beforehand that it cannot be kept (SWI-COL-05). A fact: it
 * stays when the work is done late.
 *
 * @param owner who held the task then: a person's id, or the groups it was offered to, comma separated; null for nobody
 * @param due the date that was passed: the original one, or the later one that had been agreed by then
 * @param detectedAt when it was found, which may be long after the due date
 * @param kind {@link #MISSED} or {@link #DECLARED}
 * @param declaredBy who declared it; null when missed
 * @param rationale why it cannot be kept; null when missed
 * @param answerBy role that must answer first
 */
public record Breach(
        UUID id,
        UUID deadlineId,
        String childRef,
        UUID journeyId,
        String processInstanceId,
        String elementId,
        String standard,
        String standardName,
        String owner,
        Instant due,
        Instant detectedAt,
        String kind,
        String declaredBy,
        String rationale,
        String answerBy) {

    public static final String MISSED = "missed";
    public static final String DECLARED = "declared";

    public boolean declared() {
        return DECLARED.equals(kind);
    }

    /** What the record's chain of hashes covers. */
    List<?> payload() {
        return Arrays.asList(
                "breach",
                id,
                deadlineId,
                childRef,
                journeyId,
                processInstanceId,
                elementId,
                standard,
                standardName,
                owner,
                due,
                detectedAt,
                kind,
                declaredBy,
                rationale,
                answerBy);
    }
}

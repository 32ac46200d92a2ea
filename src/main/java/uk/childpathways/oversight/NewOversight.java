package uk.childpathways.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A manager's decision about to be recorded.
 *
 * @param kind {@code sign-off}, {@code decision}, {@code breach-answer}, {@code direction}, {@code end-of-journey} …
 * @param decision what was decided, in the form's words; may be null where only a direction is given
 * @param rationale why; mandatory
 * @param actions what follows from it; each becomes a follow-up task
 * @param by user id of the manager
 * @param role in which of their roles; null takes the person's highest that may write here
 * @param aboutElement element of the model, or title of the document, that it is about; or null
 * @param breachId the breach that is answered, or null
 * @param until a date that was set, or null
 * @param effect the effect on the child, in words, or null
 * @param source what in the model made it, or null; the same source never makes a second entry
 */
public record NewOversight(
        String childRef,
        UUID journeyId,
        String kind,
        String decision,
        String rationale,
        List<NewAction> actions,
        String by,
        String role,
        Instant at,
        String aboutElement,
        UUID breachId,
        LocalDate until,
        String effect,
        Source source) {

    /** Which step of which process instance, about which entry of the chronology. */
    public record Source(String processInstanceId, String elementId, UUID chronologyEntryId) {}

    public NewOversight(
            String childRef,
            UUID journeyId,
            String kind,
            String decision,
            String rationale,
            List<NewAction> actions,
            String by,
            String role,
            Instant at,
            String aboutElement,
            UUID breachId) {
        this(
                childRef,
                journeyId,
                kind,
                decision,
                rationale,
                actions,
                by,
                role,
                at,
                aboutElement,
                breachId,
                null,
                null,
                null);
    }
}

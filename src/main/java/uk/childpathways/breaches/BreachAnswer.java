package uk.childpathways.breaches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * What a manager answered for a breach (NEW-GEN-02b, RUT-MGT-05a).
 *
 * @param decision what is done about it, as the form's option says it
 * @param reason why the timescale was missed, and why this decision
 * @param newDate the later date that was accepted, or null
 * @param effect what the delay means for the child
 * @param source the submission it came from: the same one twice is one answer
 */
public record BreachAnswer(
        UUID id,
        UUID breachId,
        String childRef,
        String decision,
        String reason,
        LocalDate newDate,
        String effect,
        String by,
        Instant at,
        String source) {

    /** The decision, and the source, of what the application withdraws by itself: it was not missed. */
    static final String WITHDRAWN = "withdrawn";

    List<?> payload() {
        return Arrays.asList(
                "breach-answer", id, breachId, childRef, decision, reason, newDate, effect, by, at, source);
    }
}

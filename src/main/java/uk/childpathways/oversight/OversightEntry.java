package uk.childpathways.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a manager decided about a child and why, recorded for good. Components as in {@link NewOversight}. */
public record OversightEntry(
        UUID id,
        String childRef,
        UUID journeyId,
        String kind,
        String decision,
        String rationale,
        List<NewAction> actions,
        String effect,
        LocalDate until,
        String by,
        String role,
        Instant at,
        String aboutElement,
        UUID breachId,
        NewOversight.Source source,
        long chainSeq,
        String previousHash,
        String hash) {

    private static final Pattern CHOICE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** The decision as people read it: what was chosen from a list in words, what was written as it was written. */
    public String decisionInWords() {
        if (decision == null || !CHOICE.matcher(decision).matches()) {
            return decision;
        }
        String words = decision.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

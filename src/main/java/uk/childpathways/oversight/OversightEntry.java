package uk.childpathways.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

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
        String hash) {}

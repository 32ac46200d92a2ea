package uk.childpathways.children;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened in a child's journey, recorded for good. Components as in {@link NewEntry}.
 *
 * @param chainSeq its place in the child's chain of entries, from 1, without gaps over all kinds of record
 * @param previousHash SHA-256 of the entry before it
 * @param hash SHA-256 over the previous hash and this entry
 */
public record ChronologyEntry(
        UUID id,
        String childRef,
        UUID journeyId,
        String kind,
        String elementId,
        String title,
        String formId,
        Map<String, Object> answers,
        Map<String, Object> oversightFacts,
        String processInstanceId,
        String taskId,
        String by,
        Instant at,
        List<String> clauses,
        String jointWith,
        long chainSeq,
        String previousHash,
        String hash) {

    /** The same entry with other answers, and without saying with whom it was recorded: as one reader may see it. */
    ChronologyEntry shown(Map<String, Object> otherAnswers, String otherJointWith) {
        return new ChronologyEntry(
                id,
                childRef,
                journeyId,
                kind,
                elementId,
                title,
                formId,
                otherAnswers,
                oversightFacts,
                processInstanceId,
                taskId,
                by,
                at,
                clauses,
                otherJointWith,
                chainSeq,
                previousHash,
                hash);
    }
}

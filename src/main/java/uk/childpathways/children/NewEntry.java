package uk.childpathways.children;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened in a child's journey, about to be recorded for good.
 *
 * @param kind what sort of entry: {@code task-completed}, {@code journey-opened}, {@code decision} …
 * @param elementId element of the model, null when it came from elsewhere
 * @param title what was done, in words ("Hold strategy discussion")
 * @param formId the form whose answers these are, or null
 * @param answers every answer as given; empty for none
 * @param by user id of who did it
 * @param at when it was recorded
 * @param clauses ids of the clauses that were fulfilled
 * @param jointWith reference of the sibling in whose task this was recorded, or null
 * @param oversightFacts what the form marked for the oversight record ({@code decision}, {@code rationale},
 *     {@code actions}, {@code until}, {@code effect}); null for none
 */
public record NewEntry(
        String childRef,
        UUID journeyId,
        String kind,
        String elementId,
        String title,
        String formId,
        Map<String, Object> answers,
        String processInstanceId,
        String taskId,
        String by,
        Instant at,
        List<String> clauses,
        String jointWith,
        Map<String, Object> oversightFacts) {

    /** An entry without facts for the oversight record. */
    public NewEntry(
            String childRef,
            UUID journeyId,
            String kind,
            String elementId,
            String title,
            String formId,
            Map<String, Object> answers,
            String processInstanceId,
            String taskId,
            String by,
            Instant at,
            List<String> clauses,
            String jointWith) {
        this(
                childRef,
                journeyId,
                kind,
                elementId,
                title,
                formId,
                answers,
                processInstanceId,
                taskId,
                by,
                at,
                clauses,
                jointWith,
                null);
    }
}

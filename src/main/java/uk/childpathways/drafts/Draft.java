package uk.childpathways.drafts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.submissions.LabelledAnswers;

/**
 * What one person has typed into one form and not handed in yet.
 *
 * @param answers what differs from the form as it opened, by the names of its answers
 * @param said the same in words, under the labels that the form had when it was typed; and, under names that have no
 *     answer, what the form had no place for when it was opened again
 * @param page the opened form that sent it last
 * @param version counts what was kept: who sends the one that they have seen changes nothing that they have not
 */
record Draft(
        UUID id,
        String author,
        String formId,
        Map<String, Object> answers,
        Map<String, List<LabelledAnswers.Line>> said,
        UUID page,
        long version,
        Instant typingSince,
        Instant typedAt) {

    /** In words what the form, as it is asked now, has no place for, by a name. */
    Map<String, List<LabelledAnswers.Line>> rest(FormDefinition form) {
        Set<String> without = WhatStillFits.of(form, answers).rest();
        Map<String, List<LabelledAnswers.Line>> rest = new LinkedHashMap<>();
        said.forEach((name, lines) -> {
            if (without.contains(name) || !answers.containsKey(name)) {
                rest.put(name, lines);
            }
        });
        return rest;
    }

    List<LabelledAnswers.Line> allSaid() {
        return said.values().stream().flatMap(List::stream).toList();
    }
}

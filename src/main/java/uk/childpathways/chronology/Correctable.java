package uk.childpathways.chronology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.submissions.Questions;

/**
 * Which answers of an entry can be put right one by one: what was said, chosen and dated. What a journey went on by, and
 * what a manager decided, is not changed behind what followed from it; nor are lists, whose rows are records of their own.
 */
@Component
class Correctable {

    /**
     * One answer that can be put right.
     *
     * @param sort {@code text}, {@code day}, {@code time}, {@code moment} or {@code choice}
     * @param event whether something happened on that date by which clocks are kept
     * @param notIts the events that other dates of the form record, which may lie on the same day
     */
    record Field(
            String key, String label, String sort, Map<String, String> choices, boolean event, Set<String> notIts) {

        Field(String key, String label, String sort, Map<String, String> choices, boolean event) {
            this(key, label, sort, choices, event, Set.of());
        }
    }

    /** @param fixed the labels of answers that cannot be put right here */
    record Fields(List<Field> fields, List<String> fixed) {

        Optional<Field> field(String key) {
            return fields.stream().filter(field -> field.key().equals(key)).findFirst();
        }
    }

    private final Questions questions;

    Correctable(Questions questions) {
        this.questions = questions;
    }

    Fields of(ChronologyEntry entry) {
        return WhatHappened.KIND.equals(entry.kind())
                ? note(entry)
                : Optional.ofNullable(entry.formId())
                        .flatMap(questions::form)
                        .map(form -> form(form, entry))
                        .orElse(new Fields(List.of(), List.of()));
    }

    private static Fields note(ChronologyEntry entry) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("happenedOn", "Day", "day", Map.of(), true));
        fields.add(new Field("happenedAt", "Time", "time", Map.of(), true));
        fields.add(new Field("withWhom", "With whom", "text", Map.of(), false));
        fields.add(new Field("whatHappened", "What was said, seen or done", "text", Map.of(), false));
        fields.add(new Field("childVoice", "The child’s own words", "text", Map.of(), false));
        Map<String, String> weights = new LinkedHashMap<>();
        for (WeightForChild weight : WeightForChild.values()) {
            weights.put(weight.key(), weight.words());
        }
        fields.add(new Field("weight", "What it weighs for the child", "choice", weights, false));
        return new Fields(
                fields.stream()
                        .filter(field -> entry.answers().get(field.key()) != null)
                        .toList(),
                entry.answers().containsKey("childSeen") ? List.of("Child seen", "Seen alone") : List.of());
    }

    private static Fields form(FormDefinition form, ChronologyEntry entry) {
        List<Field> fields = new ArrayList<>();
        List<String> fixed = new ArrayList<>();
        form.topLevelAnswers()
                .filter(field -> entry.answers().get(field.key()) != null)
                .filter(field -> field.label() != null && !field.label().isBlank())
                .forEach(field -> sort(field)
                        .filter(sort -> isFree(field))
                        .ifPresentOrElse(
                                sort -> fields.add(new Field(
                                        field.key(),
                                        field.label(),
                                        sort,
                                        field.isOneOf() ? field.labels() : Map.of(),
                                        field.property("event").isPresent(),
                                        eventsOfOthers(form, field))),
                                () -> fixed.add(field.label())));
        form.lists()
                .filter(list -> entry.answers().get(list.path()) instanceof List<?> rows && !rows.isEmpty())
                .forEach(list -> fixed.add(list.label()));
        return new Fields(fields, fixed);
    }

    private static Set<String> eventsOfOthers(FormDefinition form, FormField field) {
        Set<String> events = new HashSet<>();
        form.topLevelAnswers()
                .filter(other -> !other.key().equals(field.key()))
                .forEach(other -> events.addAll(other.words("event")));
        field.words("event").forEach(events::remove);
        return events;
    }

    private static Optional<String> sort(FormField field) {
        if (field.isText()) {
            return Optional.of("text");
        }
        if ("datetime".equals(field.type())) {
            return field.isDate()
                    ? Optional.of("day")
                    : "datetime".equals(field.subtype()) ? Optional.of("moment") : Optional.empty();
        }
        return field.isOneOf() && field.optionsFrom() == null ? Optional.of("choice") : Optional.empty();
    }

    private static boolean isFree(FormField field) {
        boolean ahead = "datetime".equals(field.type())
                && (field.words("check").contains("not-in-past")
                        || field.words("check").contains("past-or-ahead"));
        return !field.isKept()
                && field.property("oversight").isEmpty()
                && field.property("agrees").isEmpty()
                && !ahead;
    }
}

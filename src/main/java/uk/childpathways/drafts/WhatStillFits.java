package uk.childpathways.drafts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;

/**
 * Which answers of a draft the form still has a place for, as it is asked now: the process owner may have changed it since.
 * Nothing is judged here: an answer that is missing, too long or too late fits as it did when it was typed.
 *
 * @param fits what goes into the form
 * @param rest the names of answers that have no place any more, or not all of them
 */
record WhatStillFits(Map<String, Object> fits, Set<String> rest) {

    static WhatStillFits of(FormDefinition form, Map<String, Object> answers) {
        Map<String, Object> fits = new LinkedHashMap<>();
        Set<String> rest = new LinkedHashSet<>();
        into(fields(form.fields()), answers, fits, rest);
        return new WhatStillFits(fits, rest);
    }

    private static void into(
            Map<String, FormField> fields, Map<?, ?> answers, Map<String, Object> fits, Set<String> rest) {
        answers.forEach((key, answer) -> {
            String name = String.valueOf(key);
            FormField field = fields.get(name);
            Set<String> within = new LinkedHashSet<>();
            Optional<Object> fitting = field == null ? Optional.empty() : fitting(field, answer, within);
            if (answer == null && field != null) {
                fits.put(name, null);
            } else if (fitting.isEmpty() || !within.isEmpty()) {
                rest.add(name);
            }
            fitting.ifPresent(found -> fits.put(name, found));
        });
    }

    /** @param without filled where a part of the answer was left out */
    private static Optional<Object> fitting(FormField field, Object answer, Set<String> without) {
        if (field.isList()) {
            return answer instanceof List<?> rows ? rows(field, rows, without) : Optional.empty();
        }
        if (field.isGroup()) {
            return answer instanceof Map<?, ?> inside
                    ? Optional.of(row(field.children(), inside, without))
                    : Optional.empty();
        }
        if (field.isSomeOf()) {
            return answer instanceof List<?> ticks ? ticks(field, ticks, without) : Optional.empty();
        }
        boolean right = switch (field.type()) {
            case "checkbox" -> answer instanceof Boolean;
            case "number" -> answer instanceof Number || answer instanceof String;
            case "select", "radio" -> !(answer instanceof Map || answer instanceof List) && isOffered(field, answer);
            default -> answer instanceof String;
        };
        return right ? Optional.ofNullable(answer) : Optional.empty();
    }

    private static Optional<Object> rows(FormField list, List<?> rows, Set<String> without) {
        List<Object> fitting = new ArrayList<>();
        for (Object each : rows) {
            if (each instanceof Map<?, ?> row) {
                fitting.add(row(list.children(), row, without));
            } else if (each != null) {
                without.add(list.path());
            }
        }
        return Optional.of(fitting);
    }

    private static Map<String, Object> row(List<FormField> children, Map<?, ?> row, Set<String> without) {
        Map<String, Object> fits = new LinkedHashMap<>();
        into(fields(children), row, fits, without);
        return fits;
    }

    private static Optional<Object> ticks(FormField field, List<?> ticks, Set<String> without) {
        List<?> offered = ticks.stream().filter(tick -> isOffered(field, tick)).toList();
        if (offered.size() < ticks.size()) {
            without.add(field.key());
        }
        return Optional.of(offered);
    }

    /** Choices that come from elsewhere than the form are looked at when the answers are handed in. */
    private static boolean isOffered(FormField field, Object answer) {
        return field.options().isEmpty() || field.options().contains(String.valueOf(answer));
    }

    /** By the names under which their answers stand on this level. */
    private static Map<String, FormField> fields(List<FormField> components) {
        Map<String, FormField> fields = new HashMap<>();
        for (FormField field : components) {
            if (field.isList() || field.isGroup() && field.path() != null) {
                fields.put(field.path(), field);
            } else if (field.isGroup()) {
                fields.putAll(fields(field.children()));
            } else if (field.asks()) {
                fields.put(field.key(), field);
            }
        }
        return fields;
    }
}

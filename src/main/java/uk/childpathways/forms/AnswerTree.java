package uk.childpathways.forms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers as a tree of maps and lists: rows within lists, groups within rows. */
final class AnswerTree {

    private AnswerTree() {}

    /** The answers of a group: those of the row itself, unless the group keeps its own under a path. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> inside(FormField group, Map<String, Object> row) {
        if (group.path() == null) {
            return row;
        }
        Object inner = row.get(group.path());
        return inner instanceof Map<?, ?> m ? (Map<String, Object>) m : new LinkedHashMap<>();
    }

    /** The rows of a list; empty where it is none. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(Object value) {
        return value instanceof List<?> l
                ? (List<Map<String, Object>>)
                        (List<?>) l.stream().filter(Map.class::isInstance).toList()
                : List.of();
    }

    /** A changeable copy in plain Java, so that what is removed here is not removed from the caller's copy. */
    static Object plain(Object value) {
        if (value instanceof Map<?, ?> m) {
            Map<String, Object> copy = new LinkedHashMap<>();
            m.forEach((k, v) -> copy.put(String.valueOf(k), plain(v)));
            return copy;
        }
        if (value instanceof Collection<?> c) {
            List<Object> copy = new ArrayList<>();
            c.forEach(v -> copy.add(plain(v)));
            return copy;
        }
        return value instanceof LocalDate d ? d.toString() : value;
    }

    /** The answers that were given: without empty ones, and without rows in which nothing is. */
    static Map<String, Object> withoutMissing(Map<String, Object> answers) {
        Map<String, Object> given = new LinkedHashMap<>();
        answers.forEach((name, value) -> {
            Object kept = value;
            if (value instanceof Map<?, ?>) {
                kept = withoutMissing(rows(List.of(value)).get(0));
            } else if (value instanceof List<?> l && !l.isEmpty() && l.stream().allMatch(Map.class::isInstance)) {
                kept = rows(value).stream()
                        .map(AnswerTree::withoutMissing)
                        .filter(r -> !r.isEmpty())
                        .toList();
            }
            if (!FormCheck.isMissing(kept) && !(kept instanceof Map<?, ?> m && m.isEmpty())) {
                given.put(name, kept);
            }
        });
        return given;
    }
}

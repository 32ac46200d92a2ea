package uk.childpathways.modelling.changes;

import static uk.childpathways.modelling.changes.FlowChanges.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.childpathways.modelling.Form;

/** What a form asks otherwise than its version before. */
public final class FormChanges {

    private static final Set<String> TEXTS = Set.of("text", "separator", "spacer", "group");

    /** Compared by themselves, or only where a question stands. */
    private static final List<String> SAID = List.of(
            "components",
            "layout",
            "label",
            "dateLabel",
            "text",
            "values",
            "validate",
            "type",
            "conditional",
            "description");

    private final List<Change> changes = new ArrayList<>();

    private FormChanges() {}

    public static List<Change> between(Form before, Form now) {
        FormChanges found = new FormChanges();
        Map<String, JsonNode> old = parts(before);
        Map<String, JsonNode> present = parts(now);
        present.forEach((id, part) -> {
            if (old.containsKey(id)) {
                found.compare(id, old.get(id), part);
            } else {
                found.changes.add(Change.added(
                        id,
                        isText(part)
                                ? "New words: " + named(part) + "."
                                : "The question " + named(part) + " is new"
                                        + (required(part) ? ", and must be answered." : ", and may be left empty.")));
            }
        });
        old.forEach((id, part) -> {
            if (!present.containsKey(id)) {
                found.changes.add(Change.removed(
                        id,
                        isText(part)
                                ? "No longer there: the words " + named(part) + "."
                                : "The question " + named(part) + " is no longer asked."));
            }
        });
        if (found.changes.isEmpty() && !List.copyOf(old.keySet()).equals(List.copyOf(present.keySet()))) {
            found.changes.add(Change.changed(null, "The questions stand in another order."));
        }
        return found.changes;
    }

    /** By the answer's name, which stays when a question is asked in other words. */
    private static Map<String, JsonNode> parts(Form form) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        for (JsonNode part : form.components()) {
            String key = part.path("key").asText("");
            String id = key.isEmpty() ? part.path("id").asText("") : key;
            while (parts.containsKey(id)) {
                id += "'";
            }
            parts.put(id, part);
        }
        return parts;
    }

    private void compare(String id, JsonNode was, JsonNode is) {
        int known = changes.size();
        String name = isText(is) ? "The words " + named(is) : "The question " + named(is);
        if (!Form.label(was).equals(Form.label(is))) {
            add(
                    id,
                    isText(is)
                            ? "Instead of " + named(was) + " it now says " + named(is) + "."
                            : "The question " + named(was) + " is now asked as " + named(is) + ".");
        }
        if (!was.path("type").equals(is.path("type"))) {
            add(
                    id,
                    name + " is now answered by a " + is.path("type").asText() + ", before by a "
                            + was.path("type").asText() + ".");
        }
        if (required(was) != required(is)) {
            add(id, name + (required(is) ? " must now be answered." : " no longer has to be answered."));
        }
        options(id, name, was, is);
        shown(id, name, was, is);
        properties(id, name, was, is);
        if (!was.path("description").equals(is.path("description"))) {
            add(id, name + " has another help text.");
        }
        if (changes.size() == known) {
            if (!was.path("text").equals(is.path("text"))) {
                add(id, name + " go on otherwise than before.");
            } else if (!others(was).equals(others(is))) {
                add(id, name + " has other settings.");
            }
        }
    }

    private void options(String id, String name, JsonNode was, JsonNode is) {
        Map<String, String> old = options(was);
        Map<String, String> present = options(is);
        present.forEach((value, label) -> {
            String before = old.get(value);
            if (before == null) {
                String replaced = valueOf(label, old);
                add(
                        id,
                        replaced == null || present.containsKey(replaced)
                                ? name + " now offers " + quoted(label) + "."
                                : name + " keeps " + quoted(label) + " now as '" + value + "', before as '" + replaced
                                        + "'.");
            } else if (!before.equals(label)) {
                add(id, name + " now offers " + quoted(label) + ", before as " + quoted(before) + ".");
            }
        });
        old.forEach((value, label) -> {
            String replacedBy = valueOf(label, present);
            if (!present.containsKey(value) && (replacedBy == null || old.containsKey(replacedBy))) {
                add(id, name + " no longer offers " + quoted(label) + ".");
            }
        });
    }

    private static String valueOf(String label, Map<String, String> options) {
        return options.entrySet().stream()
                .filter(option -> option.getValue().equals(label))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> options(JsonNode part) {
        Map<String, String> options = new LinkedHashMap<>();
        part.path("values")
                .forEach(option -> options.put(
                        option.path("value").asText(),
                        option.path("label").asText(option.path("value").asText())));
        return options;
    }

    private void shown(String id, String name, JsonNode was, JsonNode is) {
        String old = was.path("conditional").path("hide").asText("");
        String present = is.path("conditional").path("hide").asText("");
        if (!old.equals(present)) {
            add(
                    id,
                    name
                            + (present.isEmpty() ? " is now always shown" : " is now hidden when " + present)
                            + (old.isEmpty() ? ", before always shown." : ", before hidden when " + old + "."));
        }
    }

    private void properties(String id, String name, JsonNode was, JsonNode is) {
        TreeSet<String> all = new TreeSet<>();
        was.path("properties").fieldNames().forEachRemaining(all::add);
        is.path("properties").fieldNames().forEachRemaining(all::add);
        for (String property : all) {
            FlowChanges.differs(Form.property(was, property), Form.property(is, property))
                    .ifDiffers((a, b) -> add(
                            id,
                            name
                                    + (b == null
                                            ? " no longer has '" + property + "' (" + quoted(a) + ")."
                                            : " has '" + property + "' now as " + quoted(b)
                                                    + (a == null ? "." : ", before as " + quoted(a) + "."))));
        }
    }

    private static JsonNode others(JsonNode part) {
        ObjectNode others = part.deepCopy();
        others.remove(SAID);
        others.remove(List.of("properties", "id", "key"));
        if (part.path("validate") instanceof ObjectNode validate) {
            others.set("validate", validate.deepCopy().without("required"));
        }
        return others;
    }

    private static boolean required(JsonNode part) {
        return part.path("validate").path("required").asBoolean(false);
    }

    private static boolean isText(JsonNode part) {
        return TEXTS.contains(part.path("type").asText());
    }

    private static String named(JsonNode part) {
        String label = Form.label(part).replaceAll("\\*\\*", "").strip();
        return quoted(label.length() > 100 ? label.substring(0, 100) + "…" : label);
    }

    private void add(String id, String sentence) {
        changes.add(Change.changed(id, sentence));
    }
}

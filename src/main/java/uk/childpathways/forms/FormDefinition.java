package uk.childpathways.forms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Camunda Form (form-js, schema version 16) as the server understands it: its fields, their limits, when they are
 * hidden, and the custom properties that say what becomes of an answer.
 *
 * @param id the form's id, which is also its file name and says what the task asks
 * @param fields the top-level components in their order
 * @param words every word that occurs anywhere in the form
 */
public record FormDefinition(String id, List<FormField> fields, Set<String> words) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    FormDefinition(String id, List<FormField> fields) {
        this(id, fields, Set.of());
    }

    /**
     * Reads a form file.
     *
     * @throws IllegalArgumentException if the text is not a form
     */
    public static FormDefinition parse(String json) {
        try {
            return parse(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not a form: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads a form from its JSON. */
    public static FormDefinition parse(JsonNode form) {
        if (!form.path("components").isArray()) {
            throw new IllegalArgumentException("This is not a form: it has no components.");
        }
        return new FormDefinition(text(form, "id"), components(form), wordsIn(form.toString()));
    }

    /** The words in conditions, limits, labels and sources of options: what a check of the answers may need to know. */
    public Set<String> wordsOfRules() {
        Set<String> words = new LinkedHashSet<>();
        all().forEach(f -> {
            for (Object rule : Arrays.asList(
                    f.hide(),
                    f.optionsFrom(),
                    f.label().startsWith("=") ? f.label() : null,
                    f.validate().min(),
                    f.validate().max(),
                    f.validate().minLength(),
                    f.validate().maxLength())) {
                if (rule instanceof String text) {
                    words.addAll(wordsIn(text));
                }
            }
        });
        return words;
    }

    private static Set<String> wordsIn(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
    }

    /** Every component, those inside groups and repeating rows included, in the order of the form. */
    public Stream<FormField> all() {
        return fields.stream().flatMap(FormDefinition::withChildren);
    }

    /** The fields a person answers outside repeating rows, those inside groups included. */
    public Stream<FormField> topLevelAnswers() {
        return fields.stream().flatMap(FormDefinition::outsideRows).filter(FormField::asks);
    }

    /** The repeating lists of the form. */
    public Stream<FormField> lists() {
        return all().filter(FormField::isList);
    }

    public Optional<FormField> field(String key) {
        return all().filter(f -> key.equals(f.key())).findFirst();
    }

    public Optional<FormField> list(String path) {
        return lists().filter(f -> path.equals(f.path())).findFirst();
    }

    /** The names under which answers of this form arrive. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        collectNames(fields, names);
        return names;
    }

    /** The clauses this form asks for, from its fields' custom property {@code clauses}. */
    public Set<String> clauses() {
        Set<String> clauses = new LinkedHashSet<>();
        all().forEach(f -> clauses.addAll(f.words("clauses")));
        return clauses;
    }

    private static void collectNames(List<FormField> fields, Set<String> names) {
        for (FormField f : fields) {
            if (f.isList() || (f.isGroup() && f.path() != null)) {
                names.add(firstStep(f.path()));
            } else if (f.isGroup()) {
                collectNames(f.children(), names);
            } else if (f.asks()) {
                names.add(firstStep(f.key()));
            }
        }
    }

    private static String firstStep(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    private static Stream<FormField> withChildren(FormField f) {
        return Stream.concat(Stream.of(f), f.children().stream().flatMap(FormDefinition::withChildren));
    }

    private static Stream<FormField> outsideRows(FormField f) {
        return f.isList()
                ? Stream.empty()
                : Stream.concat(Stream.of(f), f.children().stream().flatMap(FormDefinition::outsideRows));
    }

    private static List<FormField> components(JsonNode node) {
        List<FormField> fields = new ArrayList<>();
        node.path("components").forEach(c -> fields.add(field(c)));
        return List.copyOf(fields);
    }

    private static FormField field(JsonNode c) {
        Map<String, String> options = new LinkedHashMap<>();
        c.path("values")
                .forEach(v -> options.put(
                        v.path("value").asText(),
                        v.path("label").asText(v.path("value").asText())));
        String optionsFrom = text(c, "valuesKey");
        if (optionsFrom == null) {
            optionsFrom = text(c, "valuesExpression");
        }
        Map<String, String> properties = new LinkedHashMap<>();
        c.path("properties")
                .fields()
                .forEachRemaining(e -> properties.put(e.getKey(), e.getValue().asText()));
        JsonNode v = c.path("validate");
        FormField.Validate validate = new FormField.Validate(
                v.path("required").asBoolean(false),
                limit(v, "min"),
                limit(v, "max"),
                limit(v, "minLength"),
                limit(v, "maxLength"),
                text(v, "pattern"),
                text(v, "validationType"),
                c.hasNonNull("decimalDigits")
                        ? (Integer) c.path("decimalDigits").asInt()
                        : null,
                c.hasNonNull("increment") ? new BigDecimal(c.path("increment").asText()) : null,
                c.path("serializeToString").asBoolean(false),
                c.path("disallowPassedDates").asBoolean(false),
                c.path("disabled").asBoolean(false));
        return new FormField(
                text(c, "id"),
                c.path("type").asText(),
                text(c, "key"),
                text(c, "path"),
                label(c),
                text(c, "subtype"),
                text(c.path("conditional"), "hide"),
                Collections.unmodifiableMap(options),
                optionsFrom,
                validate,
                Map.copyOf(properties),
                components(c));
    }

    /** Date fields are shown with their own label; a field without one is called by its key. */
    private static String label(JsonNode c) {
        for (String name : List.of("label", "dateLabel", "timeLabel", "key", "path", "id")) {
            String label = text(c, name);
            if (label != null) {
                return label;
            }
        }
        return "";
    }

    private static Object limit(JsonNode v, String name) {
        JsonNode n = v.get(name);
        if (n == null || n.isNull()) {
            return null;
        }
        if (n.isNumber()) {
            return n.decimalValue();
        }
        String s = n.asText().trim();
        if (s.isEmpty() || s.startsWith("=")) {
            return s.isEmpty() ? null : s;
        }
        return new BigDecimal(s);
    }

    private static String text(JsonNode n, String name) {
        JsonNode v = n.get(name);
        return v == null || v.isNull() || v.asText().isBlank() ? null : v.asText();
    }
}

package uk.childpathways.modelling.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Nearest;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The words of forms: custom properties, checks, lists to choose from, and what a text shows or a field starts with. */
final class FormWords {

    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?:#(?:if|loop)\\s+)?([A-Za-z]\\w*)(?:\\.(\\w+))?");
    private static final String LAST = "last.";
    private static final String LAST_OF_CHILD = "child.last.";

    private final Contract contract;
    private final KnownValues values;
    private final Map<String, Set<String>> answers = new HashMap<>();

    FormWords(Contract contract, Shipped all, KnownValues values) {
        this.contract = contract;
        this.values = values;
        all.forms().forEach(form -> answers.put(form.id(), keys(form)));
    }

    private static Set<String> keys(Form form) {
        return form.components().stream()
                .flatMap(part ->
                        Stream.of(part.path("key").asText(""), part.path("path").asText("")))
                .filter(key -> !key.isEmpty())
                .collect(Collectors.toSet());
    }

    /** What a form says that nobody knows. */
    Stream<KnownWords.Unknown> in(Form form) {
        List<KnownWords.Unknown> found = new ArrayList<>();
        for (JsonNode part : form.components()) {
            BiConsumer<JsonNode, String> say =
                    (where, text) -> found.add(new KnownWords.Unknown(null, null, form, where, text));
            fieldProperties(form, part, text -> say.accept(part, text));
            String options = part.path("valuesKey").asText("");
            Set<String> lists = contract.facts().values().stream()
                    .filter(Contract.Fact::options)
                    .map(Contract.Fact::name)
                    .collect(Collectors.toSet());
            if (!options.isBlank() && !lists.contains(options)) {
                say.accept(
                        part,
                        "offers the list '" + options + "', which does not exist." + Nearest.advice(options, lists));
            }
            shown(form, part).forEach(text -> say.accept(part, text));
        }
        return found.stream();
    }

    private void fieldProperties(Form form, JsonNode part, Consumer<String> say) {
        String type = part.path("type").asText();
        part.path("properties").fields().forEachRemaining(property -> {
            String name = property.getKey();
            String value = property.getValue().asText();
            Contract.FieldProperty known = contract.fieldProperties().get(name);
            if (known == null) {
                say.accept("has the property '" + name + "', which nobody reads."
                        + Nearest.advice(name, contract.fieldProperties().keySet()));
            } else if (!known.on().isEmpty() && !known.on().contains(type)) {
                say.accept("has the property '" + name + "', which stands only on a field of the type "
                        + String.join(", ", known.on()) + ". All words: docs/vocabulary.md.");
            } else if (known.kind() == ValueKind.FIELD) {
                KnownValues.unknown(
                                "names the field",
                                Stream.of(value)
                                        .filter(key -> !KnownWords.blank(key))
                                        .toList(),
                                answers(form),
                                "which the form does not have")
                        .forEach(say);
            } else if (!KnownWords.blank(value)) {
                values.problems(known.kind(), known.choices(), value)
                        .forEach(problem -> say.accept("in its property '" + name + "' " + problem));
            }
        });
        KnownWords.words(part.path("properties").path("check").asText("")).forEach(check -> check(form, check, say));
        KnownWords.words(part.path("properties").path("prefill").asText("")).forEach(path -> prefill(path, say));
    }

    private Set<String> answers(Form form) {
        return answers.getOrDefault(form.id(), Set.of());
    }

    private void check(Form form, String written, Consumer<String> say) {
        String[] parts = written.split(":", 2);
        Contract.Check check = contract.checks().get(parts[0]);
        if (check == null) {
            say.accept("asks for the check '" + parts[0] + "', which the server does not have."
                    + Nearest.advice(parts[0], contract.checks().keySet()));
            return;
        }
        String argument = parts.length == 1 ? "" : parts[1];
        if (check.takes() == ValueKind.NONE && !argument.isEmpty()) {
            say.accept("asks for the check '" + written + "'; '" + parts[0] + "' takes nothing after a colon.");
        } else if (check.takes() == ValueKind.FIELD) {
            KnownValues.unknown(
                            "in its check '" + parts[0] + "' names the field",
                            List.of(argument),
                            answers(form),
                            "which the form does not have")
                    .forEach(say);
        } else if (!argument.isEmpty()) {
            // A journey in front of an event, "in-" in front of a journey: how their checks are written.
            String value = check.takes() == ValueKind.EVENT
                    ? argument.substring(argument.indexOf('/') + 1)
                    : check.takes() == ValueKind.JOURNEY ? argument.replaceFirst("^in-", "") : argument;
            values.problems(check.takes(), List.of(), value)
                    .forEach(problem -> say.accept("in its check '" + parts[0] + "' " + problem));
        }
    }

    private void prefill(String path, Consumer<String> say) {
        String earlier = path.startsWith(LAST_OF_CHILD)
                ? path.substring(LAST_OF_CHILD.length())
                : path.startsWith(LAST) ? path.substring(LAST.length()) : null;
        if (earlier != null) {
            String[] parts = earlier.split("\\.");
            KnownValues.unknown(
                            "starts with an answer of the form",
                            List.of(parts[0]),
                            values.formIds(),
                            "which does not exist")
                    .forEach(say);
            if (parts.length > 1 && answers.containsKey(parts[0])) {
                KnownValues.unknown(
                                "starts with the answer",
                                List.of(parts[1]),
                                answers.get(parts[0]),
                                "for which the form '" + parts[0] + "' does not ask")
                        .forEach(say);
            }
            return;
        }
        String[] parts = path.split("\\.");
        fact("starts with", parts[0], parts.length > 1 ? parts[1] : null).forEach(say);
    }

    /** What a text shows: a fact, or an answer of the same form. */
    private Stream<String> shown(Form form, JsonNode part) {
        String text = part.path("text").asText("") + part.path("description").asText("");
        return SHOWN.matcher(text)
                .results()
                .filter(found -> !answers(form).contains(found.group(1)))
                .flatMap((MatchResult found) -> fact("shows", found.group(1), found.group(2)));
    }

    private Stream<String> fact(String verb, String name, String part) {
        Contract.Fact fact = contract.facts().get(name);
        if (fact == null) {
            return Stream.of(verb + " '" + name + "', which no form knows."
                    + Nearest.advice(name, contract.facts().keySet()));
        }
        return part == null || fact.parts().isEmpty()
                ? Stream.empty()
                : KnownValues.unknown(verb, List.of(part), fact.parts(), "which '" + name + "' does not hold");
    }
}

package uk.childpathways.modelling.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/**
 * A question whose answer names a person, a team or a case offers the list that the server makes, with its checks. A
 * form with choices of its own could show one name and send another, and takes the place of the form of open tasks in
 * the same moment.
 */
final class WhoIsNamed {

    private static final String LIST = "valuesKey";

    private static final Set<String> CHOOSING = Set.of("select", "radio", "checklist", "taglist");

    private WhoIsNamed() {}

    static List<Rule> rules() {
        return List.of(Rule.refuse("a question that names somebody goes on asking so", WhoIsNamed::askedOtherwise)
                .in(Rule.Scope.PERSONS));
    }

    private static Stream<Finding> askedOtherwise(Subject subject) {
        List<JsonNode> listsInForce = subject.inForce().forms().stream()
                .flatMap(form -> form.components().stream())
                .filter(WhoIsNamed::fromList)
                .filter(WhoIsNamed::kept)
                .toList();
        return subject.changed().forms().stream().flatMap(form -> {
            List<JsonNode> before =
                    subject.inForce().form(form.id()).map(Form::components).orElse(List.of());
            return form.components().stream()
                    .flatMap(question ->
                            broken(question, before, listsInForce)
                                    .map(how -> Finding.at(form, question, how))
                                    .stream());
        });
    }

    private static Optional<String> broken(JsonNode question, List<JsonNode> before, List<JsonNode> listsInForce) {
        String key = key(question);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> same =
                before.stream().filter(one -> key(one).equals(key)).toList();
        List<JsonNode> examples = same.stream().filter(WhoIsNamed::fromList).toList();
        // A new question, or one that only now reaches the steps behind it, is held to those of that name elsewhere.
        if (examples.isEmpty() && kept(question) && same.stream().noneMatch(WhoIsNamed::kept) && !caseTyped(question)) {
            examples = listsInForce.stream().filter(one -> key(one).equals(key)).toList();
        }
        if (examples.isEmpty() || examples.stream().anyMatch(example -> asksAs(example, question))) {
            return Optional.empty();
        }
        JsonNode example = examples.get(0);
        String checks = Form.property(example, "check");
        return Optional.of("names somebody, or a case, by its answer '" + key + "', and is asked otherwise than today:"
                + " what people read there could be another than who is meant. Offer the list '"
                + example.path(LIST).asText() + "' (" + LIST + ") and no choices of the form's own"
                + (checks.isBlank() ? "" : ", with the check " + checks) + "; or give the question another key.");
    }

    private static boolean asksAs(JsonNode example, JsonNode question) {
        return fromList(question)
                && question.path(LIST).asText().equals(example.path(LIST).asText())
                && !question.has("values")
                && !question.has("valuesExpression")
                && CHOOSING.contains(question.path("type").asText())
                && checks(question).containsAll(checks(example));
    }

    /** Whose case it is, somebody may type: what they read is what is sent, and each start and word asks whether they may. */
    private static boolean caseTyped(JsonNode question) {
        return WhoseCase.IDENTITY.contains(key(question))
                && question.path("type").asText().equals("textfield");
    }

    private static boolean fromList(JsonNode question) {
        return !question.path(LIST).asText("").isBlank();
    }

    private static boolean kept(JsonNode question) {
        return "true".equals(Form.property(question, "keep").trim());
    }

    private static Set<String> checks(JsonNode question) {
        return new HashSet<>(Model.words(Form.property(question, "check")));
    }

    private static String key(JsonNode question) {
        return question.path("key").asText("");
    }
}

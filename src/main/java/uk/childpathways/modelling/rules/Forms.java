package uk.childpathways.modelling.rules;

import static uk.childpathways.modelling.rules.Texts.blank;
import static uk.childpathways.modelling.rules.Texts.sorted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Words;

/** What a form asks, and whether Tasklist and the server can do what it asks for. */
final class Forms {

    /** What Tasklist shows and sends, and the server understands. */
    private static final Set<String> PARTS = Set.of(
            "default",
            "group",
            "dynamiclist",
            "text",
            "spacer",
            "separator",
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "datetime",
            "select",
            "radio",
            "checklist",
            "taglist",
            "expression");

    /** An element of HTML, a picture or link of Markdown, an address. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "<\\s*[A-Za-z/!?][^>]{0,40}|!\\[|\\]\\s*\\(|\\]\\s*:|(?:java|vb)script\\s*:|data\\s*:\\s*\\w+/|\\w+://",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_PARTS = 400;
    private static final int MOST_ROWS = 20;

    private static final Set<String> UNITS = Set.of("days", "working-days", "weeks", "months");

    private Forms() {}

    static List<Rule> rules() {
        return Stream.concat(ofSafety().stream(), ofPractice().stream()).toList();
    }

    private static List<Rule> ofPractice() {
        return List.of(
                Rule.advise("every form is used by a task or a start", Forms::used),
                Rule.refuse("every FEEL expression of a form can be read", Rule.files(Forms::feelReads)),
                Rule.refuse("every question has a key of its own", Rule.eachForm(Forms::keysOnce)),
                Rule.advise("every question has a label and a key in camelCase", Rule.eachForm(Forms::labelled)),
                Rule.advise(
                        "every question for a day or moment says whether it lies in the past or ahead",
                        Rule.eachForm(Days::sideless)),
                Rule.refuse(
                        "a time of day stays as it was typed, and is typed as on a 24-hour clock",
                        Rule.eachForm(Days::roundedTime)),
                Rule.refuse(
                        "an agreed interval names a standard and a unit, and is checked against the limit",
                        Forms::agreed));
    }

    /** What a page would show or fetch, and what would keep a browser busy. */
    static List<Rule> ofSafety() {
        return List.of(
                Rule.refuse(
                        "no form uses a part that Tasklist cannot complete",
                        Rule.eachForm(form -> form.components().stream()
                                .filter(part ->
                                        !PARTS.contains(part.path("type").asText()))
                                .map(part -> Finding.at(
                                        form,
                                        part,
                                        "is a part of the type '"
                                                + part.path("type").asText()
                                                + "', with which nobody can complete the task in Tasklist. Remove"
                                                + " it or ask otherwise.")))),
                Rule.refuse("a form is words, and leads nowhere else", Rule.eachForm(Forms::leadingElsewhere)),
                Rule.refuse("a form asks no more than a person can answer", Rule.eachForm(Forms::tooMuch)));
    }

    private static Stream<Finding> used(Subject subject) {
        Set<String> used = new HashSet<>();
        for (Model model : subject.all().models()) {
            model.userTasks().forEach(task -> {
                String form = task.getCamundaFormRef();
                // Where the caller chooses the form, that of the task's own name is what it may choose.
                used.add(
                        form != null && form.startsWith("$") && task.getName() != null
                                ? Words.kebab(task.getName())
                                : form);
            });
            Tasks.formsHandedOver(model).forEach(in -> used.add(in.getCamundaSourceExpression()));
            model.bpmn().getModelElementsByType(StartEvent.class).forEach(start -> used.add(Tasks.startForm(start)));
        }
        return subject.all().forms().stream()
                .filter(form -> !used.contains(form.id()))
                .map(form -> Finding.at(form, "is used by no task."));
    }

    private static Stream<Finding> keysOnce(Form form) {
        List<Finding> found = new ArrayList<>();
        inScope(form, form.json(), new HashSet<>(), found);
        return found.stream();
    }

    private static void inScope(Form form, JsonNode node, Set<String> keys, List<Finding> found) {
        for (JsonNode part : node.path("components")) {
            if (part.path("type").asText().equals("dynamiclist")) {
                inScope(form, part, new HashSet<>(), found);
            } else if (part.has("components")) {
                inScope(form, part, keys, found);
            }
            if (part.has("key") && !keys.add(part.path("key").asText())) {
                found.add(Finding.at(
                        form,
                        part,
                        "has the key '" + part.path("key").asText()
                                + "' of another question: one answer would overwrite the other. Give it its own."));
            }
        }
    }

    private static Stream<Finding> labelled(Form form) {
        List<Finding> found = new ArrayList<>();
        for (JsonNode part : form.components()) {
            if (!part.has("key")) {
                continue;
            }
            String key = part.path("key").asText();
            if (!key.matches("[a-z][A-Za-z0-9]*")) {
                found.add(Finding.at(form, part, "has the key '" + key + "', which is not a word in camelCase."));
            }
            if (blank(part.path("label").asText(""))
                    && blank(part.path("dateLabel").asText(""))
                    && blank(part.path("timeLabel").asText(""))
                    && !part.path("type").asText().equals("expression")) {
                found.add(Finding.at(form, "asks '" + key + "' without a label."));
            }
        }
        return found.stream();
    }

    private static Stream<Finding> feelReads(Subject subject) {
        return subject.changed().forms().stream()
                .flatMap(form -> form.components().stream()
                        .flatMap(part -> expressions(part)
                                .flatMap(expression -> subject.words().feel().apply(expression).stream()
                                        .map(why -> Finding.at(
                                                form,
                                                part,
                                                "holds the expression " + Texts.shortened(expression)
                                                        + ", which cannot be read: " + why + " Correct it.")))));
    }

    /** The values of a part, its children left out, that begin with {@code =}. */
    private static Stream<String> expressions(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText().trim();
            return text.startsWith("=") ? Stream.of(text) : Stream.empty();
        }
        List<Stream<String>> inside = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("components")) {
                inside.add(expressions(field.getValue()));
            }
        });
        if (node.isArray()) {
            node.forEach(item -> inside.add(expressions(item)));
        }
        return inside.stream().flatMap(all -> all);
    }

    /** What Tasklist makes a page of, or fetches: text is shown to people who are logged in. */
    private static Stream<Finding> leadingElsewhere(Form form) {
        return Stream.concat(Stream.of(form.json()), form.components().stream())
                .flatMap(part -> texts(part)
                        .filter(text -> !text.strip().startsWith("="))
                        .map(ELSEWHERE::matcher)
                        .filter(Matcher::find)
                        .map(found -> Finding.at(
                                form,
                                part,
                                "holds '" + Texts.oneLine(found.group())
                                        + "', with which a page would show or open something from elsewhere. Write it in"
                                        + " plain words.")));
    }

    private static Stream<Finding> tooMuch(Form form) {
        List<JsonNode> parts = form.components();
        return Stream.concat(
                parts.size() <= MOST_PARTS
                        ? Stream.empty()
                        : Stream.of(Finding.at(
                                form,
                                "has " + parts.size() + " parts, and no more than " + MOST_PARTS
                                        + " are shown. Ask less, or in two tasks.")),
                parts.stream()
                        .filter(part -> part.path("defaultRepetitions").asInt() > MOST_ROWS)
                        .map(part -> Finding.at(
                                form,
                                part,
                                "begins with " + part.path("defaultRepetitions").asText() + " rows. Begin with up to "
                                        + MOST_ROWS + ".")));
    }

    /** The texts of a part, its children left out. */
    private static Stream<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return Stream.of(node.asText());
        }
        List<Stream<String>> inside = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("components")) {
                inside.add(texts(field.getValue()));
            }
        });
        if (node.isArray()) {
            node.forEach(item -> inside.add(texts(item)));
        }
        return inside.stream().flatMap(all -> all);
    }

    private static Stream<Finding> agreed(Subject subject) {
        List<Finding> found = new ArrayList<>();
        for (Form form : subject.all().forms()) {
            for (JsonNode part : form.components()) {
                List<String> agreed = Model.words(Form.property(part, "agrees"));
                if (agreed.isEmpty()) {
                    continue;
                }
                if (!part.path("type").asText().equals("number")) {
                    found.add(Finding.at(form, part, "agrees an interval and is not a number."));
                }
                boolean variable = agreed.get(0).startsWith("$");
                if (agreed.size() != 2
                        || !UNITS.contains(agreed.get(1))
                        || !(variable || subject.standards().contains(agreed.get(0)))) {
                    found.add(Finding.at(
                            form,
                            part,
                            "agrees '" + String.join(" ", agreed)
                                    + "'. Write a standard that has a timescale, and a unit: " + sorted(UNITS) + "."));
                } else if (!variable
                        && !Model.words(Form.property(part, "check")).contains("within-limit:" + agreed.get(0))) {
                    found.add(Finding.at(
                            form,
                            part,
                            "is not held against the limit. Add the check within-limit:" + agreed.get(0) + "."));
                }
            }
        }
        return found.stream();
    }
}

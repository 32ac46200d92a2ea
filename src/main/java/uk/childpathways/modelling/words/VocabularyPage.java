package uk.childpathways.modelling.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * The reference of all words, {@code docs/vocabulary.md}: sentences from where the words are declared, examples from
 * the models that speak them.
 */
public final class VocabularyPage {

    private static final String HEAD = """
        <!-- Generated. Do not edit: `mvn test -Dtest=GeneratedTablesTest -Dpathways.tables.write=true` writes it anew. -->

        # The words of models and forms

        Everything that a model or form may use, by what one wants to do. Whatever is not on this page is refused by \
        the build and when it is deployed, with the nearest right word. In Camunda Modeler the same words stand in the templates of \
        `.camunda/element-templates` (*Template* → *Select* in the properties panel), with these sentences beside each \
        field.

        A word is written in one of three ways:

        - **a step**: a service task, a message end event or a message throw event with the implementation *Delegate \
        expression* and the word as `${word}`. Its properties stand on the same element under *Extension properties*;
        - **an expression**: `${word.function(execution, 'argument')}` in a due date, a timer's date, an assignee or \
        candidate groups. `execution` is always written so; an argument is text between apostrophes or the name of a \
        process variable. Beside words an expression reads a variable, compares it (`==`, `!=`, `<`, `>=`), joins \
        comparisons (`and`, `or`, `not`, `empty`) and chooses (`a ? b : c`); it looks inside nothing, calls nothing else \
        and calculates nothing, neither when it is deployed nor when it is evaluated;
        - **a property**: a name and value under *Extension properties* of an element, or under *Custom properties* of \
        a form's field.

        """;

    private static final String HOW = """
        ## How to add

        **A standard**: a row in the table of timescales (amount, unit, what it runs from, who is told, clauses), then \
        the template *Task with a standard* on the task, with the name of the row. On the edge of the task belongs its \
        clock, for which Camunda 7 knows no template: a boundary timer that does not interrupt, of type date with \
        `${deadlines.due(execution)}`, labelled with the time limit; from it a flow to a message end event "Service \
        manager told" with the delegate expression `${escalateBreach}`. The event that the clock runs from is recorded \
        by a date field (`event`), by completing a task (`event`) or by the step `recordEvent`; `step-begun` stands for \
        the beginning of the step itself.

        **A journey**: a folder in `processes/` and one in `forms/`. Its process has the property `journey`, a start form \
        that asks for the child (`childOptions`, checks `known-child` and `none-running:<journey>`, so that one child has \
        one of a kind) or a start by the message `handOver-<journey>`, and candidate starter groups: who finds it on the \
        start list. What every journey has: an event sub-process that waits for the message `endJourney` and ends it with \
        the step `endJourney` (without it the journey cannot be ended early), a call of `allocate-case` where it needs a \
        worker, and of `sign-off-document` for each document that a manager signs. The smallest example to copy is \
        `processes/child-family-assessment`. Deploy its table of timescales and its forms together with the model, or \
        before it. What is missing is said, sentence by sentence, at the deployment.

        **A question on a form**: a field with a label, a key in camelCase and the clauses it answers (`clauses`). `keep` \
        only where a gateway reads it; `event` where it starts or meets a clock; a `check` where the server must look.

        **A word** needs Java: a class with `@ModelVocabulary`, or a method with `@ModelFunction`, each with its sentence. \
        Then it stands on this page, in the templates and among the known words.
        """;

    private final Contract contract;
    private final Shipped shipped;
    private final StringBuilder page = new StringBuilder(HEAD);

    public VocabularyPage(Contract contract, Shipped shipped) {
        this.contract = contract;
        this.shipped = shipped;
    }

    /** The page as Markdown. */
    public String text() {
        contents();
        Arrays.stream(Purpose.values()).forEach(this::chapter);
        blocks();
        forms();
        values();
        page.append(HOW);
        return page.toString();
    }

    private void contents() {
        Stream.concat(
                        Arrays.stream(Purpose.values()).map(Purpose::title),
                        Stream.of("Shared blocks", "Forms", "Values", "How to add"))
                .forEach(title -> page.append("- [")
                        .append(title)
                        .append("](#")
                        .append(title.toLowerCase(Locale.UK)
                                .replaceAll("[^a-z0-9 ]", "")
                                .replace(' ', '-'))
                        .append(")\n"));
        page.append('\n');
    }

    private void chapter(Purpose purpose) {
        page.append("## ").append(purpose.title()).append("\n\n");
        contract.words().values().stream()
                .filter(word -> word.purpose() == purpose)
                .forEach(word -> {
                    if (word.step()) {
                        step(word);
                    } else {
                        functions(word);
                    }
                });
        List<Contract.Property> properties = contract.properties().values().stream()
                .filter(property -> property.purpose() == purpose)
                .toList();
        if (!properties.isEmpty()) {
            page.append("### Properties of elements\n\n");
            table(
                    List.of("property", "on", "value", "meaning", "for example"),
                    properties.stream().map(this::row).toList());
        }
    }

    private List<String> row(Contract.Property property) {
        return List.of(
                "`" + property.name() + "`",
                property.on().size() == Place.values().length
                        ? "any element"
                        : property.on().stream().map(Place::words).collect(Collectors.joining(", ")),
                value(property.kind(), property.choices()),
                property.says(),
                example(property.name(), property.on()));
    }

    /** A value that stands in a model, short enough for a table. */
    private String example(String name, Set<Place> on) {
        return elements(element -> Spoken.place(element).filter(on::contains).isPresent())
                .flatMap(found -> Spoken.properties(found.element()))
                .filter(property -> property.getCamundaName().equals(name))
                .map(CamundaProperty::getCamundaValue)
                .filter(value -> !value.startsWith("$"))
                .findFirst()
                .map(value -> "`" + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "`")
                .orElse("");
    }

    private void step(Contract.Word word) {
        page.append("### Step `")
                .append(word.name())
                .append("`\n\n")
                .append(word.says())
                .append(".\n\n");
        if (!word.properties().isEmpty()) {
            table(
                    List.of("property", "value", "meaning"),
                    word.properties().values().stream()
                            .map(property -> List.of(
                                    "`" + property.name() + "`" + (property.required() ? " (needed)" : ""),
                                    value(property.kind(), property.choices()),
                                    property.says()))
                            .toList());
        }
        variables("Reads", word.reads());
        variables("Sets", word.sets());
        elements(element -> Spoken.step(element).filter(word.name()::equals).isPresent())
                .findFirst()
                .ifPresent(this::example);
    }

    private void variables(String verb, List<Contract.Variable> variables) {
        if (!variables.isEmpty()) {
            page.append(verb)
                    .append(variables.stream()
                            .map(variable -> " `" + variable.name() + "` (" + variable.says() + ")")
                            .collect(Collectors.joining(",")))
                    .append(".\n\n");
        }
    }

    private void example(Found found) {
        List<String> written = Spoken.properties(found.element())
                .filter(property -> !property.getCamundaName().equals("clauses"))
                .map(property -> "`" + property.getCamundaName() + "` = " + property.getCamundaValue())
                .toList();
        page.append("For example ")
                .append(found.words())
                .append(written.isEmpty() ? "" : ": " + String.join("; ", written))
                .append("\n\n");
    }

    private void functions(Contract.Word word) {
        page.append("### Expressions with `").append(word.name()).append("`\n\n");
        page.append(word.says()).append(".\n\n");
        table(
                List.of("expression", "what one gets"),
                word.functions().stream()
                        .map(function -> List.of("`" + written(word, function) + "`", says(function)))
                        .toList());
        variables("Reads", word.reads());
    }

    private static String says(Contract.Function function) {
        return function.says()
                + function.arguments().stream()
                        .map(argument -> " *" + argument.name() + "*: " + argument.says() + ".")
                        .collect(Collectors.joining());
    }

    static String written(Contract.Word word, Contract.Function function) {
        List<String> arguments = new ArrayList<>();
        if (function.execution()) {
            arguments.add("execution");
        }
        function.arguments()
                .forEach(argument -> arguments.add(
                        argument.kind() == ValueKind.NUMBER ? argument.name() : "'" + argument.name() + "'"));
        return "${" + word.name() + "." + function.name() + "(" + String.join(", ", arguments) + ")}";
    }

    private void blocks() {
        page.append("## Shared blocks\n\n"
                + "What every journey does is called: a call activity with the block's process id. Beside what the"
                + " block asks for, each call passes `childRef`, `journeyId` and the business key"
                + " `#{execution.processBusinessKey}`. A block says in its own model what it takes and gives back"
                + " (`input.…`, `output.…`).\n\n");
        shipped.models().stream().flatMap(model -> Block.in(model).stream()).forEach(block -> {
            page.append("### ")
                    .append(block.name())
                    .append(" (`")
                    .append(block.process())
                    .append("`)\n\n")
                    .append(block.says())
                    .append("\n\n");
            table(
                    List.of("variable", "", "meaning"),
                    Stream.concat(
                                    block.inputs().stream().map(in -> row(in, in.optional() ? "may go in" : "goes in")),
                                    block.outputs().stream().map(out -> row(out, "comes back")))
                            .toList());
        });
    }

    private static List<String> row(Block.Parameter parameter, String direction) {
        return List.of(
                parameter.name().equals("*") ? "others" : "`" + parameter.name() + "`", direction, parameter.says());
    }

    private void forms() {
        page.append("## Forms\n\nHow a form is written: [forms.md](forms.md).\n\n### Custom properties of a field\n\n");
        table(
                List.of("property", "on", "value", "meaning"),
                contract.fieldProperties().values().stream()
                        .map(property -> List.of(
                                "`" + property.name() + "`",
                                property.on().isEmpty()
                                        ? "any field"
                                        : property.on().stream()
                                                .map(type -> "`" + type + "`")
                                                .collect(Collectors.joining(", ")),
                                value(property.kind(), property.choices()),
                                property.says()))
                        .toList());
        page.append("### Checks\n\nValues of the property `check`; each refuses an answer with a sentence.\n\n");
        table(
                List.of("check", "an answer will do if it is …"),
                contract.checks().values().stream()
                        .map(check -> List.of(
                                "`" + check.name()
                                        + (check.takes() == ValueKind.NONE ? "" : ":…") + "`"
                                        + (check.takes() == ValueKind.NONE
                                                ? ""
                                                : " " + check.takes().words()),
                                check.says()))
                        .toList());
        page.append("### What every form knows\n\nTo show (`{{child.ref}}`), to start a field with (`prefill`"
                + " `child.worker`) and to compare in conditions.\n\n");
        facts(fact -> !fact.options());
        page.append("### Lists to choose from\n\nNames for a field's options (*Input data*, `valuesKey`).\n\n");
        facts(Contract.Fact::options);
    }

    private void facts(Predicate<Contract.Fact> which) {
        table(
                List.of("name", "holds", "meaning"),
                contract.facts().values().stream()
                        .filter(which)
                        .map(fact -> List.of(
                                "`" + fact.name() + "`",
                                fact.parts().stream()
                                        .map(part -> "`." + part + "`")
                                        .collect(Collectors.joining(" ")),
                                fact.says().replaceFirst("^Options: ", "")))
                        .toList());
    }

    private void values() {
        page.append("## Values\n\n");
        values("Roles", "In `people.group` and `rung`.", contract.valuesOf(ValueKind.ROLES));
        values("People who are told", "In `tell`.", contract.valuesOf(ValueKind.RECIPIENTS));
        values("Notices by name", "In `notice`.", contract.valuesOf(ValueKind.NOTICE));
        values(
                "What people do, in the start list",
                "In `startGroup`; in this order.",
                contract.valuesOf(ValueKind.START_GROUP));
        values(
                "Groups of the start list",
                "*Candidate starter groups* of a process.",
                contract.valuesOf(ValueKind.GROUPS));
        values("Journeys", "In `toJourney` and `journey`.", Journeys.known(contract, shipped));
        values("Messages", "In `message`; who waits for it.", messages());
        page.append(
                "Standards and events: each row of the tables of timescales names its standard and the event it runs"
                        + " from ([timers.md](timers.md)). Clauses: [traceability.md](traceability.md).\n\n");
    }

    private Map<String, String> messages() {
        Map<String, Set<String>> waiting = new TreeMap<>();
        shipped.models()
                .forEach(model -> model.bpmn().getModelElementsByType(MessageEventDefinition.class).stream()
                        .map(MessageEventDefinition::getMessage)
                        .filter(java.util.Objects::nonNull)
                        .map(Message::getName)
                        .forEach(name -> waiting.computeIfAbsent(name, none -> new TreeSet<>())
                                .add("`" + model.process().getId() + "`")));
        Map<String, String> messages = new TreeMap<>();
        waiting.forEach((name, models) -> messages.put(name, String.join(", ", models)));
        return messages;
    }

    private void values(String title, String where, Map<String, String> values) {
        page.append("### ").append(title).append("\n\n").append(where).append("\n\n");
        table(
                List.of("value", "meaning"),
                values.entrySet().stream()
                        .map(value -> List.of("`" + value.getKey() + "`", value.getValue()))
                        .toList());
    }

    private static String value(ValueKind kind, Collection<String> choices) {
        return kind == ValueKind.CHOICE
                ? choices.stream().map(choice -> "`" + choice + "`").collect(Collectors.joining(" or "))
                : kind.words();
    }

    private void table(List<String> head, List<List<String>> rows) {
        line(head);
        line(head.stream().map(cell -> "---").toList());
        rows.forEach(this::line);
        page.append('\n');
    }

    private void line(List<String> cells) {
        page.append("| ")
                .append(cells.stream()
                        .map(cell ->
                                cell.replace("|", "\\|").replaceAll("\\s+", " ").trim())
                        .collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    /** An element and the model in which it stands. */
    private record Found(Model model, BaseElement element) {

        String words() {
            Optional<String> label = element instanceof FlowElement named
                    ? Optional.ofNullable(named.getName()).map(name -> name.replaceAll("\\s+", " "))
                    : Optional.empty();

            return "\"" + label.orElse(element.getId()) + "\" in `" + model.file() + "`";
        }
    }

    private Stream<Found> elements(Predicate<BaseElement> which) {
        return shipped.models().stream()
                .flatMap(model -> model.elements().stream().filter(which).map(element -> new Found(model, element)));
    }
}

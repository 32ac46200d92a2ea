package uk.childpathways.modelling.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.w3c.dom.CharacterData;
import org.w3c.dom.Comment;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Nearest;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Looks whether models and forms use only words that are declared, each where it may stand and with what it needs. What
 * it finds is said with the nearest right word: a misspelt property would otherwise be ignored in silence, and a misspelt
 * bean stop a child's case.
 */
public final class KnownWords {

    private static final Set<String> EACH_CALL_PASSES = Set.of("childRef", "journeyId");
    private final Contract contract;
    private final Expressions expressions;
    private final Shipped all;
    private final KnownValues values;
    private final FormWords forms;
    private final KnownVariables variables;
    private final Map<String, Contract.Word> steps;

    /**
     * A word that is not known.
     *
     * @param model the model in which it stands; null in a form
     * @param element the element in the model
     * @param form the form; null in a model
     * @param part the part of the form
     * @param text what is wrong, as the rest of a sentence that begins with where it stands
     */
    public record Unknown(Model model, BaseElement element, Form form, JsonNode part, String text) {}

    /**
     * @param all everything that is in force
     * @param standards the standards that have a row
     * @param runsFrom the events that rows run from
     */
    public KnownWords(
            Contract contract, Expressions expressions, Shipped all, Set<String> standards, Set<String> runsFrom) {
        this.contract = contract;
        this.expressions = expressions;
        this.all = all;
        this.values = new KnownValues(contract, all, standards, runsFrom, recordedAndRead());
        this.forms = new FormWords(contract, all, values);
        this.variables = new KnownVariables(contract, all);
        this.steps = contract.words().entrySet().stream()
                .filter(word -> word.getValue().step())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What a model says that nobody knows. */
    public Stream<Unknown> in(Model model) {
        List<Unknown> found = new ArrayList<>();
        BiConsumer<BaseElement, String> say =
                (element, text) -> found.add(new Unknown(model, element, null, null, text));
        for (BaseElement element : model.elements()) {
            Spoken.step(element).ifPresent(step -> step(element, step, say));
            properties(element, say);
        }
        expressions(model, say);
        calls(model, say);
        Optional.ofNullable(model.process().getCamundaCandidateStarterGroups())
                .ifPresent(groups -> values.problems(ValueKind.GROUPS, List.of(), groups)
                        .forEach(problem -> say.accept(model.process(), problem)));
        return found.stream();
    }

    private void step(BaseElement element, String name, BiConsumer<BaseElement, String> say) {
        Contract.Word word = steps.get(name);
        if (word == null) {
            say.accept(
                    element,
                    "does ${" + name + "}, which is no step of the vocabulary." + Nearest.advice(name, steps.keySet()));
            return;
        }
        Set<String> given = Spoken.properties(element)
                .filter(property -> !blank(property.getCamundaValue()))
                .map(CamundaProperty::getCamundaName)
                .collect(Collectors.toSet());
        word.properties().values().stream()
                .filter(property -> property.required() && !given.contains(property.name()))
                .forEach(property -> say.accept(
                        element,
                        "does ${" + name + "} without the property '" + property.name() + "': " + property.says()));
    }

    private void properties(BaseElement element, BiConsumer<BaseElement, String> say) {
        Optional<Place> place = Spoken.place(element);
        Optional<Contract.Word> word =
                Spoken.step(element).map(contract.words()::get).filter(Contract.Word::step);
        Spoken.properties(element)
                .filter(property -> !blank(property.getCamundaValue()))
                .forEach(property -> {
                    String name = property.getCamundaName();
                    Contract.Property known = word.map(step -> step.properties().get(name))
                            .orElseGet(() -> contract.properties().get(name.replaceFirst("\\..*", "")));
                    if (known == null) {
                        say.accept(element, unknownProperty(name, word, place));
                    } else if (!known.on().isEmpty()
                            && !place.filter(known.on()::contains).isPresent()) {
                        say.accept(
                                element,
                                "has the property '" + name + "', which stands only on "
                                        + known.on().stream().map(Place::words).collect(Collectors.joining(", "))
                                        + ": here nobody reads it. All words: docs/vocabulary.md.");
                    } else {
                        values.problems(known.kind(), known.choices(), property.getCamundaValue())
                                .forEach(problem -> say.accept(element, "in its property '" + name + "' " + problem));
                    }
                });
    }

    private String unknownProperty(String name, Optional<Contract.Word> word, Optional<Place> place) {
        Optional<String> owner = contract.words().values().stream()
                .filter(each -> each.properties().containsKey(name))
                .map(Contract.Word::name)
                .findFirst();
        if (owner.isPresent()) {
            return "has the property '" + name + "', which belongs to the step ${" + owner.get()
                    + "}: here nobody reads it. All words: docs/vocabulary.md.";
        }
        Set<String> here = new TreeSet<>();
        word.ifPresent(step -> here.addAll(step.properties().keySet()));
        contract.properties().values().stream()
                .filter(property -> place.filter(property.on()::contains).isPresent())
                .forEach(property -> here.add(property.name()));
        return "has the property '" + name + "', which nobody reads." + Nearest.advice(name, here);
    }

    /** An expression, or a text that holds one, and the element in which it stands. */
    public record Written(BaseElement element, String text) {}

    /** Wherever it stands: which attributes the engine evaluates differs from release to release. */
    public static Stream<Written> written(Model model) {
        return model.once(Written.class, KnownWords::findWritten).stream();
    }

    private static List<Written> findWritten(Model model) {
        List<Written> found = new ArrayList<>();
        Document tree = (Document) model.bpmn().getDocument().getDomSource().getNode();
        written(model, tree.getDocumentElement(), found);
        return found;
    }

    private static void written(Model model, Element element, List<Written> found) {
        StringBuilder text = new StringBuilder();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            written(model, element, attributes.item(i).getNodeValue(), found);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inside) {
                written(model, inside, found);
            } else if (child instanceof CharacterData part && !(child instanceof Comment)) {
                text.append(part.getData());
            }
        }
        written(model, element, text.toString(), found);
    }

    private static void written(Model model, Element element, String text, List<Written> found) {
        if (text.contains("${") || text.contains("#{")) {
            found.add(new Written(carrier(model, element), text));
        }
    }

    /** The element of the flow in which something stands; the process where it stands in none. */
    private static BaseElement carrier(Model model, Element inside) {
        for (Node node = inside; node instanceof Element element; node = node.getParentNode()) {
            String id = element.getAttribute("id");
            if (!id.isEmpty() && model.bpmn().getModelElementById(id) instanceof FlowElement carrier) {
                return carrier;
            }
        }
        return model.process();
    }

    private void expressions(Model model, BiConsumer<BaseElement, String> say) {
        written(model).forEach(written -> expression(written.element(), written.text(), say));
    }

    /** The events that a step or a question of these models and forms records. */
    public static Set<String> recorded(Shipped all) {
        Set<String> recorded = new HashSet<>();
        all.models().forEach(model -> recorded.addAll(model.once("recorded events", KnownWords::recordedIn)));
        all.forms().stream()
                .flatMap(form -> form.components().stream())
                .forEach(part -> recorded.addAll(
                        words(part.path("properties").path("event").asText(""))));
        return recorded;
    }

    private static Set<String> recordedIn(Model model) {
        Set<String> recorded = new HashSet<>();
        model.elements().stream()
                .flatMap(Spoken::properties)
                .filter(property -> "event".equals(property.getCamundaName()) && !blank(property.getCamundaValue()))
                .forEach(property -> recorded.addAll(words(property.getCamundaValue())));
        return recorded;
    }

    /** An event from which no clock runs is a word too, where somebody records it and somebody asks for it. */
    private Set<String> recordedAndRead() {
        Set<String> recorded = recorded(all);
        Set<String> read = new HashSet<>();
        for (Model model : all.models()) {
            written(model).forEach(written -> read.addAll(asked(written.text())));
        }
        for (Form form : all.forms()) {
            form.components().forEach(part -> {
                words(part.path("properties").path("check").asText("")).stream()
                        .filter(check -> check.contains(":"))
                        .map(check -> check.substring(check.indexOf(':') + 1))
                        .forEach(read::add);
            });
        }
        recorded.retainAll(read);
        return recorded;
    }

    /** The events for which an expression asks. */
    private List<String> asked(String text) {
        List<Expressions.Call> calls;
        try {
            calls = expressions.calls(text.trim());
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
        return calls.stream()
                .flatMap(call -> call.arguments().stream())
                .map(Expressions.Argument::value)
                .filter(Objects::nonNull)
                .toList();
    }

    private void expression(BaseElement element, String text, BiConsumer<BaseElement, String> say) {
        List<Expressions.Call> calls;
        try {
            calls = expressions.calls(text.trim());
        } catch (IllegalArgumentException unreadable) {
            return;
        }
        // What an expression may look like is a rule of its own.
        if (!expressions.beyond(text.trim()).isEmpty()) {
            return;
        }
        calls.forEach(call -> call(call, problem -> say.accept(element, problem)));
        variables(element, text.trim(), say);
    }

    /** A name that nothing sets is no variable: a bean, an object of the engine, or a slip. */
    private void variables(BaseElement element, String text, BiConsumer<BaseElement, String> say) {
        List<String> read = expressions.variables(text);
        boolean step = read.size() == 1
                && Spoken.step(element).filter(read.get(0)::equals).isPresent();
        if (!step) {
            read.stream()
                    .filter(variable -> !variables.known(variable))
                    .distinct()
                    .forEach(variable -> say.accept(
                            element,
                            "reads '" + variable + "', which no form keeps, no call passes and no word sets."
                                    + Nearest.advice(variable, variables.names())));
        }
    }

    private void call(Expressions.Call call, java.util.function.Consumer<String> say) {
        Contract.Word word = contract.words().get(call.bean());
        Set<String> asked = contract.words().values().stream()
                .filter(each -> !each.step())
                .map(Contract.Word::name)
                .collect(Collectors.toSet());
        if (word == null || word.step()) {
            say.accept("asks '" + call.bean() + "', which no expression can be asked of."
                    + Nearest.advice(call.bean(), asked));
            return;
        }
        List<Contract.Function> functions = word.functions(call.function());
        if (functions.isEmpty()) {
            say.accept("asks " + call.bean() + "." + call.function() + ", which does not exist."
                    + Nearest.advice(
                            call.function(),
                            word.functions().stream()
                                    .map(Contract.Function::name)
                                    .toList()));
            return;
        }
        Optional<Contract.Function> meant = functions.stream()
                .filter(function -> function.written() == call.arguments().size())
                .filter(function -> !function.execution()
                        || "execution".equals(call.arguments().get(0).name()))
                .findFirst();
        if (meant.isEmpty()) {
            say.accept("asks " + call.bean() + "." + call.function()
                    + " with other arguments than it takes. Write "
                    + functions.stream()
                            .map(function -> VocabularyPage.written(word, function))
                            .collect(Collectors.joining(" or "))
                    + ".");
            return;
        }
        List<Contract.Argument> arguments = meant.get().arguments();
        int first = meant.get().execution() ? 1 : 0;
        for (int i = 0; i < arguments.size(); i++) {
            String value = call.arguments().get(i + first).value();
            if (value != null) {
                values.problems(arguments.get(i).kind(), List.of(), value).forEach(say);
            }
        }
    }

    private void calls(Model model, BiConsumer<BaseElement, String> say) {
        for (CallActivity call : model.bpmn().getModelElementsByType(CallActivity.class)) {
            Optional<Block> called = all.model(call.getCalledElement()).flatMap(Block::in);
            if (called.isEmpty()) {
                continue;
            }
            Block block = called.get();
            Set<String> passed = new HashSet<>();
            inside(call, CamundaIn.class)
                    .map(CamundaIn::getCamundaTarget)
                    .filter(Objects::nonNull)
                    .forEach(passed::add);
            passed.stream()
                    .filter(variable -> !EACH_CALL_PASSES.contains(variable) && !block.takes(variable))
                    .forEach(variable -> say.accept(
                            call,
                            "passes '" + variable + "' to the block '" + block.process() + "', which does not take it."
                                    + Nearest.advice(variable, names(block.inputs()))));
            Block.named(block.inputs()).stream()
                    .filter(in -> !in.optional() && !passed.contains(in.name()))
                    .forEach(in -> say.accept(
                            call,
                            "calls the block '" + block.process() + "' without '" + in.name() + "': " + in.says()));
            inside(call, CamundaIn.class)
                    .filter(in -> in.getCamundaTarget() != null && !blank(in.getCamundaSourceExpression()))
                    .forEach(in -> KnownValues.kindByName(in.getCamundaTarget())
                            .ifPresent(kind -> values.problems(kind, List.of(), in.getCamundaSourceExpression())
                                    .forEach(problem ->
                                            say.accept(call, "passes '" + in.getCamundaTarget() + "': " + problem))));
            inside(call, CamundaOut.class)
                    .map(CamundaOut::getCamundaSource)
                    .filter(Objects::nonNull)
                    .filter(variable -> !block.gives(variable))
                    .forEach(variable -> say.accept(
                            call,
                            "takes '" + variable + "' back from the block '" + block.process()
                                    + "', which does not give it." + Nearest.advice(variable, names(block.outputs()))));
        }
    }

    private static <T extends ModelElementInstance> Stream<T> inside(CallActivity call, Class<T> type) {
        return call.getExtensionElements() == null
                ? Stream.empty()
                : call.getExtensionElements().getElementsQuery().filterByType(type).list().stream();
    }

    private static Collection<String> names(List<Block.Parameter> parameters) {
        return Block.named(parameters).stream().map(Block.Parameter::name).toList();
    }

    /** What a form says that nobody knows. */
    public Stream<Unknown> in(Form form) {
        return forms.in(form);
    }

    static List<String> words(String text) {
        return Stream.of(text.trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}

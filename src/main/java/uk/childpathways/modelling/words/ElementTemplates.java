package uk.childpathways.modelling.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Event;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * The words as element templates of Camunda Modeler ({@code .camunda/element-templates}), in the public format for
 * Camunda 7. What a template cannot set there, the timer of a clock and the delegate expression of a message event, its
 * description says.
 */
public final class ElementTemplates {

    private static final String SCHEMA =
            "https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json";
    private static final String ID = "uk.childpathways.";
    private static final String SERVICE_TASK = "bpmn:ServiceTask";
    private static final List<String> MESSAGE_EVENTS = List.of("bpmn:EndEvent", "bpmn:IntermediateThrowEvent");
    private static final int LONGEST_DESCRIPTION = 300;

    private final Contract contract;
    private final Shipped shipped;
    private final Map<String, String> journeys;

    public ElementTemplates(Contract contract, Shipped shipped) {
        this.contract = contract;
        this.shipped = shipped;
        this.journeys = Journeys.known(contract, shipped);
    }

    /** All templates as JSON. */
    public String json() {
        Set<String> onEvents = shipped.models().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(Event.class).stream())
                .flatMap(event -> Spoken.step(event).stream())
                .collect(Collectors.toSet());
        List<Map<String, Object>> templates = new ArrayList<>(List.of(taskWithStandard(), taskWithout()));
        contract.words().values().stream().filter(Contract.Word::step).forEach(word -> {
            templates.add(step(word));
            if (onEvents.contains(word.name())) {
                templates.add(event(word));
            }
        });
        shipped.models().stream()
                .flatMap(model -> Block.in(model).stream())
                .map(this::call)
                .forEach(templates::add);
        try {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            return new ObjectMapper()
                            .writer(new DefaultPrettyPrinter()
                                    .withArrayIndenter(lines)
                                    .withObjectIndenter(lines))
                            .writeValueAsString(templates)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> taskWithStandard() {
        List<Map<String, Object>> fields = new ArrayList<>(task());
        fields.add(ofElement("standard", true));
        fields.add(hidden(attribute("camunda:dueDate"), "${deadlines.due(execution)}"));
        fields.add(hidden(attribute("camunda:followUpDate"), "${deadlines.followUp(execution)}"));
        fields.add(ofElement("clauses", true));
        return template(
                "task-with-standard",
                "Task with a standard",
                "A duty with a time limit. On its edge belongs a clock: a timer, not interrupting, of type date with"
                        + " ${deadlines.due(execution)}, leading to a message end event \"Manager told\" with the"
                        + " delegate expression ${escalateBreach}.",
                List.of("bpmn:UserTask"),
                fields);
    }

    private Map<String, Object> taskWithout() {
        List<Map<String, Object>> fields = new ArrayList<>(task());
        fields.add(ofElement("noStandard", true));
        fields.add(ofElement("clauses", false));
        return template(
                "task-without-standard",
                "Task without a standard",
                "A task that no practice standard gives a time limit, and why.",
                List.of("bpmn:UserTask"),
                fields);
    }

    private List<Map<String, Object>> task() {
        return List.of(
                needed(field("Form", "The form's id: the label in kebab-case.", attribute("camunda:formRef"), "")),
                hidden(attribute("camunda:formRefBinding"), "latest"),
                needed(field(
                        "Offered to",
                        "The roles between the apostrophes, separated by commas.",
                        attribute("camunda:candidateGroups"),
                        "${people.group(execution, 'social-worker,team-manager')}")),
                field(
                        "Given to",
                        "Who gets it at once; empty for nobody.",
                        attribute("camunda:assignee"),
                        "${people.allocatedWorker(execution)}"));
    }

    private Map<String, Object> ofElement(String name, boolean needed) {
        Map<String, Object> field = property(contract.properties().get(name));
        return needed ? needed(field) : field;
    }

    private Map<String, Object> step(Contract.Word word) {
        List<Map<String, Object>> fields = new ArrayList<>();
        fields.add(hidden(attribute("camunda:delegateExpression"), "${" + word.name() + "}"));
        fields.addAll(ownFields(word));
        return template("step." + word.name(), title(word), word.says() + ".", List.of(SERVICE_TASK), fields);
    }

    private Map<String, Object> event(Contract.Word word) {
        return template(
                "event." + word.name(),
                title(word) + " (event)",
                "Message event with the delegate expression ${" + word.name() + "}. " + word.says() + ".",
                MESSAGE_EVENTS,
                ownFields(word));
    }

    private List<Map<String, Object>> ownFields(Contract.Word word) {
        return Stream.concat(
                        word.properties().values().stream()
                                .map(property -> property.required() ? needed(property(property)) : property(property)),
                        Stream.of(ofElement("clauses", false)))
                .toList();
    }

    private Map<String, Object> call(Block block) {
        List<Map<String, Object>> fields = new ArrayList<>();
        fields.add(hidden(attribute("calledElement"), block.process()));
        fields.add(hidden(Map.of("type", "camunda:in:businessKey"), "#{execution.processBusinessKey}"));
        for (String always : List.of("childRef", "journeyId")) {
            fields.add(hidden(binding("camunda:in", "target", always), always));
        }
        Block.named(block.inputs()).stream().filter(in -> !in.optional()).forEach(in -> {
            Map<String, Object> binding = binding("camunda:in", "target", in.name());
            binding.put("expression", true);
            fields.add(needed(field(words(in.name()), in.says(), binding, "")));
        });
        Block.named(block.outputs())
                .forEach(out -> fields.add(needed(field(
                        words(out.name()),
                        out.says() + " The variable that gets it.",
                        binding("camunda:out", "source", out.name()),
                        out.name()))));
        fields.add(ofElement("clauses", false));
        return template("call." + block.process(), block.name(), block.says(), List.of("bpmn:CallActivity"), fields);
    }

    private Map<String, Object> property(Contract.Property property) {
        Map<String, Object> binding = binding("camunda:property", "name", property.name());
        String label = words(property.name());
        return switch (property.kind()) {
            case FLAG -> dropdown(label, property.says(), binding, Map.of("true", "yes"));
            case CHOICE ->
                dropdown(
                        label,
                        property.says(),
                        binding,
                        property.choices().stream().collect(Collectors.toMap(choice -> choice, choice -> choice)));
            case JOURNEY -> dropdown(label, property.says(), binding, journeys);
            default -> field(label, property.says() + " " + sentence(property.kind()), binding, "");
        };
    }

    private static String sentence(ValueKind kind) {
        String words = kind.words();
        return words.substring(0, 1).toUpperCase(java.util.Locale.UK) + words.substring(1) + ".";
    }

    private static Map<String, Object> template(
            String id, String name, String description, List<String> on, List<Map<String, Object>> fields) {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("$schema", SCHEMA);
        template.put("name", name);
        template.put("id", ID + id);
        template.put(
                "description",
                description.length() <= LONGEST_DESCRIPTION
                        ? description
                        : description.substring(0, description.lastIndexOf(' ', LONGEST_DESCRIPTION)) + " …");
        template.put("appliesTo", on);
        template.put("properties", fields);
        return template;
    }

    private static Map<String, Object> attribute(String name) {
        return binding("property", "name", name);
    }

    private static Map<String, Object> binding(String type, String key, String value) {
        Map<String, Object> binding = new LinkedHashMap<>();
        binding.put("type", type);
        binding.put(key, value);
        return binding;
    }

    private static Map<String, Object> field(
            String label, String description, Map<String, Object> binding, String value) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("label", label);
        field.put("description", description);
        field.put("type", "String");
        if (!value.isEmpty()) {
            field.put("value", value);
        }
        field.put("binding", binding);
        return field;
    }

    private static Map<String, Object> hidden(Map<String, Object> binding, String value) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("type", "Hidden");
        field.put("value", value);
        field.put("binding", binding);
        return field;
    }

    /** With an empty choice, which sets nothing: an empty property counts as none. */
    private static Map<String, Object> dropdown(
            String label, String description, Map<String, Object> binding, Map<String, String> choices) {
        Map<String, Object> field = field(label, description, binding, "");
        field.put("type", "Dropdown");
        List<Map<String, String>> options = new ArrayList<>();
        options.add(choice("–", ""));
        choices.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(option -> options.add(choice(option.getValue(), option.getKey())));
        field.put("choices", options);
        return field;
    }

    private static Map<String, String> choice(String name, String value) {
        Map<String, String> choice = new LinkedHashMap<>();
        choice.put("name", name);
        choice.put("value", value);
        return choice;
    }

    private static Map<String, Object> needed(Map<String, Object> field) {
        field.put("constraints", Map.of("notEmpty", true));
        return field;
    }

    private static String title(Contract.Word word) {
        return words(word.name());
    }

    /** "signOffRoles" becomes "Sign off roles". */
    private static String words(String camelCase) {
        String spaced = camelCase.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.UK);
        return spaced.substring(0, 1).toUpperCase(java.util.Locale.UK) + spaced.substring(1);
    }
}

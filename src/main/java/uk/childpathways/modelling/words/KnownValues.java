package uk.childpathways.modelling.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Nearest;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.vocabulary.contract.ValueKind;

/** Which values of each kind there are: declared in code, or said by the models, forms and tables in force. */
final class KnownValues {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");
    private static final String CHILD = "{child}";

    private static final String VARIABLE = "[a-z]+(?:[A-Z][A-Za-z0-9]*)+";

    private final Contract contract;
    private final Set<String> standards;
    private final Set<String> events;
    private final Set<String> journeys;
    private final Set<String> processes;
    private final Set<String> messages;
    private final Set<String> forms;
    private final Set<String> tasks;

    /**
     * @param all everything in force
     * @param standards the standards with a row
     * @param runsFrom the events that rows run from
     * @param recordedAndRead the events that something records and something else asks for
     */
    KnownValues(
            Contract contract, Shipped all, Set<String> standards, Set<String> runsFrom, Set<String> recordedAndRead) {
        this.contract = contract;
        this.standards = standards;
        this.events = new HashSet<>(runsFrom);
        events.addAll(standards);
        events.addAll(recordedAndRead);
        events.addAll(contract.valuesOf(ValueKind.EVENT).keySet());
        this.journeys = new TreeSet<>(Journeys.known(contract, all).keySet());
        this.processes =
                all.models().stream().map(model -> model.process().getId()).collect(Collectors.toSet());
        this.messages = all.models().stream().flatMap(KnownValues::waitsFor).collect(Collectors.toSet());
        this.forms = all.forms().stream().map(Form::id).collect(Collectors.toSet());
        this.tasks = all.models().stream()
                .flatMap(model -> model.elements().stream())
                .map(BaseElement::getId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Stream<String> waitsFor(Model model) {
        return Stream.concat(
                        model.bpmn().getModelElementsByType(MessageEventDefinition.class).stream()
                                .map(MessageEventDefinition::getMessage),
                        model.bpmn().getModelElementsByType(ReceiveTask.class).stream()
                                .map(ReceiveTask::getMessage))
                .filter(Objects::nonNull)
                .map(Message::getName);
    }

    /** What a variable that a block takes holds, as the end of its name says; empty for one that may hold anything. */
    static Optional<ValueKind> kindByName(String variable) {
        return variable.endsWith("Roles")
                ? Optional.of(ValueKind.ROLES)
                : variable.endsWith("Standard")
                        ? Optional.of(ValueKind.STANDARD)
                        : variable.endsWith("Form")
                                ? Optional.of(ValueKind.FORM)
                                : variable.endsWith("Event") ? Optional.of(ValueKind.EVENT) : Optional.empty();
    }

    Set<String> formIds() {
        return forms;
    }

    /**
     * What is wrong with a value, as the rest of a sentence ("names the role 'team-manger', …"); empty where it is one,
     * and where a variable stands in its place.
     */
    Stream<String> problems(ValueKind kind, Collection<String> choices, String value) {
        if (value.contains("${") || value.contains("#{")) {
            return Stream.empty();
        }
        return switch (kind) {
            case FLAG -> unknown("says", List.of(value.trim()), Set.of("true", "false"), "where only true is meant");
            case CHOICE -> unknown("says", words(value), choices, "which is none of the choices");
            case ROLES ->
                unknown("names the role", words(value), contract.valuesOf(kind).keySet(), "which does not exist");
            case GROUPS ->
                unknown("names the group", words(value), contract.valuesOf(kind).keySet(), "which does not exist");
            case START_GROUP ->
                unknown(
                        "stands in the start list under",
                        List.of(value.trim()),
                        contract.valuesOf(kind).keySet(),
                        "which is no group of it");
            case RECIPIENTS ->
                unknown(
                        "tells",
                        words(value),
                        contract.valuesOf(kind).keySet(),
                        "which is neither a role nor a word for" + " people");
            case NOTICE ->
                value.trim().contains(" ")
                        ? PLACEHOLDER
                                .matcher(value)
                                .results()
                                .map(MatchResult::group)
                                .filter(placeholder -> !placeholder.equals(CHILD))
                                .map(placeholder ->
                                        "says " + placeholder + ", which would reach people as it stands: only " + CHILD
                                                + " is put in, for the child's reference.")
                        : unknown(
                                "sends the notice",
                                List.of(value.trim()),
                                contract.valuesOf(kind).keySet(),
                                "which does not exist; or write the sentence itself");
            case EVENT, EVENTS ->
                unknown(
                        "names the event",
                        words(value),
                        events,
                        "from which no standard runs, which meets none and for which nobody asks");
            case STANDARD -> unknown("names the standard", words(value), standards, "which no table has");
            case JOURNEY -> unknown("names the journey", words(value), journeys, "which does not exist");
            case PROCESS -> unknown("names the process", words(value), processes, "which does not exist");
            case MESSAGE -> unknown("sends the message", words(value), messages, "for which no model waits");
            case FORM ->
                value.trim().matches(VARIABLE)
                        ? Stream.empty()
                        : unknown("names the form", words(value), forms, "which does not exist");
            case TASK -> unknown("names the task", words(value), tasks, "which does not exist");
            case NUMBER ->
                value.trim().matches("\\d+")
                        ? Stream.empty()
                        : Stream.of("says '" + value + "' where a whole number is meant.");
            default -> Stream.empty();
        };
    }

    static Stream<String> unknown(String verb, Collection<String> written, Collection<String> known, String why) {
        return written.stream()
                .filter(word -> !known.contains(word))
                .map(word -> verb + " '" + word + "', " + why + "." + Nearest.advice(word, known));
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.trim().split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}

package uk.childpathways.clauses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.Association;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import uk.childpathways.modelling.ClausePlaces.Kind;
import uk.childpathways.modelling.ClausePlaces.Place;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.standards.Clause;

/**
 * The files of models, forms and tables without what one clause claims: the field is not asked any more or need not be
 * answered, the clock is gone or runs twice as long, the step is passed by, the message is not sent. All places of the
 * clause at once, of the kind by which it is kept.
 *
 * @param what in words
 * @param files the changed files, by their path from the project on
 */
record TakenAway(String what, Map<String, String> files) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ASKED = Set.of(
            "textfield", "textarea", "number", "checkbox", "datetime", "select", "radio", "checklist", "taglist");

    /** The ways that fit the clause and are possible, the one by which it is kept first; none where it lives in code alone. */
    static List<TakenAway> of(Clause clause, List<Place> places, Shipped shipped) throws IOException {
        List<Way> ways = switch (clause.mechanism()) {
            case "timer", "cycle" -> List.of(Way.CLOCK, Way.LONGER, Way.STEP, Way.FIELD);
            case "form-field" -> List.of(Way.FIELD, Way.STEP, Way.LONGER);
            case "notify" -> List.of(Way.STEP, Way.FIELD, Way.LONGER);
            default -> List.of(Way.STEP, Way.FIELD, Way.CLOCK, Way.LONGER);
        };
        List<TakenAway> possible = new ArrayList<>();
        for (Way way : ways) {
            way.take(clause.id(), places, shipped).ifPresent(possible::add);
        }
        return possible;
    }

    private enum Way {
        FIELD {
            @Override
            Optional<TakenAway> take(String clause, List<Place> places, Shipped shipped) throws IOException {
                return fields(places, shipped);
            }
        },
        CLOCK {
            @Override
            Optional<TakenAway> take(String clause, List<Place> places, Shipped shipped) {
                return clocks(places, shipped);
            }
        },
        LONGER {
            @Override
            Optional<TakenAway> take(String clause, List<Place> places, Shipped shipped) {
                return longer(clause, shipped);
            }
        },
        STEP {
            @Override
            Optional<TakenAway> take(String clause, List<Place> places, Shipped shipped) {
                return steps(places, shipped);
            }
        };

        abstract Optional<TakenAway> take(String clause, List<Place> places, Shipped shipped) throws IOException;
    }

    private static Set<String> ids(List<Place> places, Kind kind, String in) {
        return places.stream()
                .filter(place -> place.kind() == kind && place.in().equals(in))
                .map(Place::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A question that must be answered need not be; one that need not be is not asked any more. */
    private static Optional<TakenAway> fields(List<Place> places, Shipped shipped) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Set<String> words = new TreeSet<>();
        for (var form : shipped.forms()) {
            Set<String> ids = ids(places, Kind.FORM, form.id());
            if (ids.isEmpty()) {
                continue;
            }
            JsonNode json = JSON.readTree(Files.readString(Path.of(form.file())));
            Set<String> changed = loosen(json, ids);
            if (!changed.isEmpty()) {
                files.put(form.file(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
                changed.forEach(change -> words.add(form.id() + ": " + change));
            }
        }
        return result(words, files);
    }

    private static Set<String> loosen(JsonNode node, Set<String> ids) {
        Set<String> changed = new LinkedHashSet<>();
        if (!(node.path("components") instanceof ArrayNode components)) {
            return changed;
        }
        for (Iterator<JsonNode> each = components.iterator(); each.hasNext(); ) {
            ObjectNode part = (ObjectNode) each.next();
            String name = part.path("key")
                    .asText(part.path("path").asText(part.path("id").asText()));
            boolean list = part.path("type").asText().equals("dynamiclist");
            if (ids.contains(part.path("id").asText())
                    && (list || ASKED.contains(part.path("type").asText()))) {
                boolean required = part.path("validate").path("required").asBoolean(false);
                boolean rows = part.path("properties").hasNonNull("minRows");
                if (required) {
                    ((ObjectNode) part.path("validate")).remove("required");
                    changed.add(name + " need not be answered");
                }
                if (rows) {
                    ((ObjectNode) part.path("properties")).remove("minRows");
                    changed.add(name + " may be empty");
                }
                if (!required && !rows) {
                    each.remove();
                    changed.add(name + " is not asked");
                    continue;
                }
            }
            changed.addAll(loosen(part, ids));
        }
        return changed;
    }

    /** The clocks on the edge of what must meet the clause's standards are gone, and those that carry the clause. */
    private static Optional<TakenAway> clocks(List<Place> places, Shipped shipped) {
        Set<String> standards = places.stream()
                .filter(place -> place.kind() == Kind.TIMESCALE)
                .map(Place::in)
                .collect(Collectors.toSet());
        Map<String, String> files = new LinkedHashMap<>();
        Set<String> words = new TreeSet<>();
        for (Model model : shipped.models()) {
            Set<String> named = ids(places, Kind.ELEMENT, model.process().getId());
            List<String> gone = model.boundaryTimers()
                    .filter(clock -> named.contains(clock.getId())
                            || Model.standardOf(clock)
                                    .filter(standards::contains)
                                    .isPresent())
                    .map(BaseElement::getId)
                    .toList();
            if (!gone.isEmpty()) {
                BpmnModelInstance bpmn = read(model);
                gone.forEach(id -> remove(bpmn, bpmn.getModelElementById(id)));
                files.put(model.file(), Bpmn.convertToString(bpmn));
                gone.forEach(id -> words.add(model.name() + ": without the clock " + id));
            }
        }
        return result(words, files);
    }

    /** The rows of the tables that rest on the clause give twice the time. */
    private static Optional<TakenAway> longer(String clause, Shipped shipped) {
        Pattern whole = Pattern.compile("(^|[\\s\"])" + Pattern.quote(clause) + "($|[\\s\"])");
        Map<String, String> files = new LinkedHashMap<>();
        Set<String> words = new TreeSet<>();
        for (var table : shipped.tables()) {
            DmnModelInstance dmn = Dmn.readModelFromStream(stream(table.file()));
            boolean changed = false;
            for (DecisionTable decision : dmn.getModelElementsByType(DecisionTable.class)) {
                List<String> outputs =
                        decision.getOutputs().stream().map(Output::getName).toList();
                int amount = outputs.indexOf("amount");
                int clauses = outputs.indexOf("clauses");
                if (amount < 0 || clauses < 0) {
                    continue;
                }
                for (Rule row : decision.getRules()) {
                    List<OutputEntry> cells = List.copyOf(row.getOutputEntries());
                    String number = cells.get(amount).getText().getTextContent().trim();
                    if (whole.matcher(cells.get(clauses).getText().getTextContent())
                                    .find()
                            && number.matches("\\d+")
                            && !number.equals("0")) {
                        cells.get(amount).getText().setTextContent(String.valueOf(2 * Integer.parseInt(number)));
                        changed = true;
                        words.add(table.file().replaceAll(".*/", "") + ": " + number + " is "
                                + 2 * Integer.parseInt(number));
                    }
                }
            }
            if (changed) {
                files.put(table.file(), Dmn.convertToString(dmn));
            }
        }
        return result(words, files);
    }

    /** Steps are passed by, messages are not sent. */
    private static Optional<TakenAway> steps(List<Place> places, Shipped shipped) {
        Map<String, String> files = new LinkedHashMap<>();
        Set<String> words = new TreeSet<>();
        for (Model model : shipped.models()) {
            Set<String> named = ids(places, Kind.ELEMENT, model.process().getId());
            if (named.isEmpty()) {
                continue;
            }
            BpmnModelInstance bpmn = read(model);
            Set<String> changed = new LinkedHashSet<>();
            for (String id : named) {
                BaseElement element = bpmn.getModelElementById(id);
                if (element instanceof Activity step && passBy(bpmn, step)) {
                    changed.add("without the step " + id);
                } else if (element instanceof BoundaryEvent clock) {
                    remove(bpmn, clock);
                    changed.add("without the clock " + id);
                } else if (element != null) {
                    Collection<MessageEventDefinition> messages =
                            element.getChildElementsByType(MessageEventDefinition.class);
                    if (!messages.isEmpty()) {
                        messages.forEach(element::removeChildElement);
                        changed.add("without the message " + id);
                    }
                }
            }
            if (!changed.isEmpty()) {
                files.put(model.file(), Bpmn.convertToString(bpmn));
                changed.forEach(change -> words.add(model.name() + ": " + change));
            }
        }
        return result(words, files);
    }

    private static boolean passBy(BpmnModelInstance bpmn, Activity step) {
        List<SequenceFlow> in = Model.leadingTo(step).toList();
        List<SequenceFlow> out = Model.leaving(step).toList();
        if (in.isEmpty() || out.size() != 1 || out.get(0).getTarget().equals(step)) {
            return false;
        }
        FlowNode next = out.get(0).getTarget();
        for (SequenceFlow flow : in) {
            flow.setTarget(next);
            next.getIncoming().add(flow);
        }
        bpmn.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> step.equals(event.getAttachedTo()))
                .toList()
                .forEach(event -> remove(bpmn, event));
        remove(bpmn, step);
        return true;
    }

    /** The node, the flows that leave it and what only they lead to, with their pictures. */
    private static void remove(BpmnModelInstance bpmn, FlowNode node) {
        List<SequenceFlow> out = Model.leaving(node).toList();
        Set<FlowNode> next = new HashSet<>();
        for (SequenceFlow flow : out) {
            next.add(flow.getTarget());
            undraw(bpmn, flow);
            flow.getParentElement().removeChildElement(flow);
        }
        bpmn.getModelElementsByType(Association.class).stream()
                .filter(note -> node.equals(note.getSource()) || node.equals(note.getTarget()))
                .toList()
                .forEach(note -> {
                    undraw(bpmn, note);
                    note.getParentElement().removeChildElement(note);
                });
        undraw(bpmn, node);
        node.getParentElement().removeChildElement(node);
        next.stream()
                .filter(after -> after.getParentElement() != null)
                .filter(after -> Model.leadingTo(after).findAny().isEmpty())
                .forEach(after -> remove(bpmn, after));
    }

    private static void undraw(BpmnModelInstance bpmn, BaseElement element) {
        Stream.concat(
                        bpmn.getModelElementsByType(BpmnShape.class).stream()
                                .filter(shape -> element.equals(shape.getBpmnElement())),
                        bpmn.getModelElementsByType(BpmnEdge.class).stream()
                                .filter(edge -> element.equals(edge.getBpmnElement())))
                .toList()
                .forEach(picture -> picture.getParentElement().removeChildElement(picture));
    }

    private static BpmnModelInstance read(Model model) {
        return Bpmn.readModelFromStream(stream(model.file()));
    }

    private static InputStream stream(String file) {
        try {
            return new ByteArrayInputStream(Files.readString(Path.of(file)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<TakenAway> result(Set<String> words, Map<String, String> files) {
        return files.isEmpty() ? Optional.empty() : Optional.of(new TakenAway(String.join("; ", words), files));
    }
}

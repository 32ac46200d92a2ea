package uk.childpathways.modelling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import uk.childpathways.modelling.GeneratedTables.Proof;
import uk.childpathways.standards.TimescaleRow;

/** Where each clause lives, as models, forms, tables of timescales and rules in code name it. */
public final class ClausePlaces {

    public enum Kind {
        ELEMENT,
        TIMESCALE,
        FORM,
        RULE
    }

    /**
     * One place.
     *
     * @param in the process, the form, the standard or the class
     * @param id the element or the form's component; empty for the other two
     * @param words the place for people
     */
    public record Place(Kind kind, String in, String id, String words) {}

    private final Map<String, Set<Place>> places = new LinkedHashMap<>();

    /** @param rules sentences in code that name clauses; none where only what is deployed counts */
    public ClausePlaces(Shipped shipped, Collection<Proof> rules, Collection<String> clauses) {
        shipped.models().forEach(this::read);
        shipped.tables().forEach(this::read);
        shipped.forms().forEach(this::read);
        for (String clause : clauses) {
            rules.stream()
                    .filter(rule -> rule.names(clause))
                    .forEach(
                            rule -> put(clause, new Place(Kind.RULE, rule.where(), "", "rule `" + rule.where() + "`")));
        }
    }

    /** Elements first, then timescales, questions and rules. */
    public List<Place> of(String clause) {
        List<Place> all = new ArrayList<>(places.getOrDefault(clause, Set.of()));
        all.sort((a, b) -> a.kind().compareTo(b.kind()));
        return all;
    }

    /** Every clause that is named anywhere. */
    public Set<String> clauses() {
        return places.keySet();
    }

    private void put(String clause, Place place) {
        places.computeIfAbsent(clause, key -> new LinkedHashSet<>()).add(place);
    }

    private void read(Model model) {
        String process = model.process().getId();
        model.bpmn()
                .getModelElementsByType(BaseElement.class)
                .forEach(element -> Model.clauses(element)
                        .forEach(clause -> put(
                                clause,
                                new Place(
                                        Kind.ELEMENT,
                                        process,
                                        element.getId(),
                                        "`" + model.name() + "`: " + kind(element) + label(element)))));
    }

    private void read(Table table) {
        for (String id : TimescalesModel.tablesIn(table.dmn())) {
            for (TimescaleRow row : TimescalesModel.rows(table.dmn(), id)) {
                row.clauses()
                        .forEach(clause -> put(
                                clause,
                                new Place(Kind.TIMESCALE, row.standard(), "", "timescale `" + row.standard() + "`")));
            }
        }
    }

    private void read(Form form) {
        for (JsonNode part : form.components()) {
            Form.clauses(part)
                    .forEach(clause -> put(
                            clause,
                            new Place(
                                    Kind.FORM,
                                    form.id(),
                                    part.path("id").asText(),
                                    "form `" + form.name() + "`: " + Form.label(part))));
        }
    }

    private static String kind(BaseElement element) {
        return element instanceof UserTask ? "task " : element instanceof Process ? "process " : "";
    }

    private static String label(BaseElement element) {
        String name = element instanceof FlowElement flow
                ? flow.getName()
                : element instanceof Process process ? process.getName() : null;
        return name == null || name.isBlank()
                ? element.getId()
                : name.replaceAll("\\s+", " ").trim();
    }
}

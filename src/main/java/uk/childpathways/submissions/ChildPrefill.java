package uk.childpathways.submissions;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * {@code child}: ref, name, age, ageText, unborn, dateOfBirth, birthText, family, team, worker, placement, outOfCounty;
 * and {@code siblings}, each with ref, name and ageText.
 */
@Component
@Order(0)
@FormFact(
        name = "child",
        says = "The child that the form is about.",
        parts = {
            "ref",
            "name",
            "age",
            "ageText",
            "unborn",
            "dateOfBirth",
            "expectedOn",
            "birthText",
            "family",
            "team",
            "worker",
            "workerName",
            "workerTelephone",
            "workerEmail",
            "placement",
            "outOfCounty"
        })
@FormFact(
        name = "siblings",
        says = "The child's brothers and sisters whose records the person may open, as rows: ref, name, ageText.")
class ChildPrefill implements PrefillProvider {

    private final Children children;
    private final ChildrenToOpen mine;
    private final Directory directory;
    private final Clock clock;

    ChildPrefill(Children children, ChildrenToOpen mine, Directory directory, Clock pathwaysClock) {
        this.children = children;
        this.mine = mine;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    @Override
    public Set<String> names() {
        return Set.of("child", "siblings");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        children.find(context.childRef()).ifPresent(child -> {
            LocalDate today = England.dayOf(clock.instant());
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("ref", child.ref());
            facts.put("name", child.name());
            facts.put("age", child.ageOn(today));
            facts.put("ageText", child.ageTextOn(today));
            facts.put("unborn", child.unborn());
            put(facts, "dateOfBirth", child.dateOfBirth());
            put(facts, "expectedOn", child.expectedOn());
            LocalDate birth = child.unborn() ? child.expectedOn() : child.dateOfBirth();
            if (birth != null) {
                facts.put("birthText", (child.unborn() ? "expected " : "born ") + Days.SHORT.day(birth));
            }
            put(facts, "family", child.familyRef());
            put(facts, "team", child.team());
            put(facts, "worker", child.allocatedWorker());
            put(
                    facts,
                    "workerName",
                    child.allocatedWorker() == null ? null : directory.nameOf(child.allocatedWorker()));
            directory.person(child.allocatedWorker()).ifPresent(worker -> {
                put(facts, "workerTelephone", worker.phone());
                put(facts, "workerEmail", worker.email());
            });
            put(facts, "placement", child.placement());
            facts.put("outOfCounty", child.outOfCounty());
            values.put("child", facts);
            values.put(
                    "siblings",
                    mine.siblings(context.userId(), child.ref()).stream()
                            .map(s -> Map.of("ref", s.ref(), "name", s.name(), "ageText", s.ageTextOn(today)))
                            .toList());
        });
    }

    private static void put(Map<String, Object> facts, String name, Object value) {
        if (value != null) {
            facts.put(name, value instanceof LocalDate ? value.toString() : value);
        }
    }
}

package uk.childpathways.around;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/** The people around the child, as rows with which a form's list begins: chosen by taking away, and typed no more. */
@Component
@FormFact(
        name = AroundPrefill.PEOPLE,
        says = "The people around the child, as rows: who (with what they are to the child), contactDetails, needs.")
@FormFact(
        name = AroundPrefill.KEY_PEOPLE,
        says = "The same, as rows: who, part (what they are to the child), phone, email.")
@FormFact(
        name = AroundPrefill.NOT_TOLD,
        says = "Who around the child must not be told what, as a text to read; not there for nobody.")
class AroundPrefill implements PrefillProvider {

    static final String PEOPLE = "peopleAround";
    static final String KEY_PEOPLE = "keyPeopleAround";
    static final String NOT_TOLD = "notToldAround";

    private final AroundChild around;

    AroundPrefill(AroundChild around) {
        this.around = around;
    }

    @Override
    public Set<String> names() {
        return Set.of(PEOPLE, KEY_PEOPLE, NOT_TOLD);
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.childRef() == null) {
            return;
        }
        List<PersonAround> people = around.of(context.childRef()).people().stream()
                .filter(person -> !person.dead())
                .toList();
        if (people.isEmpty()) {
            return;
        }
        values.put(PEOPLE, people.stream().map(AroundPrefill::invited).toList());
        values.put(KEY_PEOPLE, people.stream().map(AroundPrefill::key).toList());
        String notTold = people.stream()
                .filter(person -> person.notTold() != null)
                .map(person -> who(person) + ": " + person.notTold())
                .collect(Collectors.joining("; "));
        if (!notTold.isEmpty()) {
            values.put(NOT_TOLD, notTold);
        }
    }

    private static String who(PersonAround person) {
        return person.name() + ", " + person.is();
    }

    private static Map<String, Object> invited(PersonAround person) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("who", who(person));
        put(
                row,
                "contactDetails",
                Stream.of(person.phone(), person.email(), person.address())
                        .filter(each -> each != null)
                        .collect(Collectors.joining(", ")));
        List<String> needs = new ArrayList<>();
        if (person.needsInterpreter()) {
            needs.add("Interpreter for " + person.language());
        }
        if (person.notTold() != null) {
            needs.add("Must not be told: " + person.notTold());
        }
        put(row, "needs", String.join(". ", needs));
        return row;
    }

    private static Map<String, Object> key(PersonAround person) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("who", person.name());
        row.put("part", person.is());
        put(row, "phone", person.phone());
        put(row, "email", person.email());
        return row;
    }

    private static void put(Map<String, Object> row, String key, String value) {
        if (value != null && !value.isEmpty()) {
            row.put(key, value);
        }
    }
}

package uk.childpathways.submissions;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.children.RecordParts;
import uk.childpathways.forms.FormField;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/**
 * The people whom a form names for a child: whoever the child's record is closed to cannot be named, as worker, for an
 * action, as reviewing officer, personal adviser or chair (SWI-CON-21b). A reviewing officer or personal adviser who works
 * here and is named has the part by that, and the others no longer (STAT-CIC-15, RUT-CIC-15a).
 */
@Component
class PeopleNamed {

    private static final Map<String, Role> APPOINTING =
            Map.of("reviewingOfficer", Role.IRO, "personalAdviser", Role.PERSONAL_ADVISER);
    private static final Set<String> FROM_STAFF = Set.of("workersOptions", "peopleOptions", "managersOptions");
    /** Fields in which an officer or chair stands in words, since those of other councils are named too. */
    private static final Set<String> IN_WORDS = Set.of("reviewingOfficer", "personalAdviser", "chairedBy", "chair");

    private final ChildrenToOpen open;
    private final Directory directory;
    private final RecordParts parts;

    PeopleNamed(ChildrenToOpen open, Directory directory, RecordParts parts) {
        this.open = open;
        this.directory = directory;
        this.parts = parts;
    }

    Optional<FormProblem> closed(Submission given, String childRef) {
        if (childRef == null || given.question().form() == null) {
            return Optional.empty();
        }
        return given.question()
                .form()
                .all()
                .filter(FormField::asks)
                .flatMap(field -> named(field, given.answers())
                        .filter(person -> !open.mayBeNamed(person, childRef, "worker".equals(field.key())))
                        .map(person -> new FormProblem(
                                field.key(),
                                field.label(),
                                "cannot be " + directory.nameOf(person) + ": the record of this child is closed to"
                                        + " them. Name somebody else.")))
                .findFirst();
    }

    private Stream<String> named(FormField field, Map<String, Object> answers) {
        if (field.optionsFrom() != null && FROM_STAFF.contains(field.optionsFrom())) {
            return values(field.key(), answers);
        }
        return IN_WORDS.contains(field.key())
                ? values(field.key(), answers).flatMap(words -> inWords(words).stream())
                : Stream.empty();
    }

    private static Stream<String> values(String key, Object answers) {
        if (answers instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(each -> key.equals(each.getKey()) && each.getValue() instanceof String text
                            ? Stream.of(text)
                            : values(key, each.getValue()));
        }
        return answers instanceof Collection<?> rows ? rows.stream().flatMap(row -> values(key, row)) : Stream.empty();
    }

    /** Those of our officers, chairs and managers whose name stands in these words. */
    private List<String> inWords(String words) {
        String said = words.toLowerCase(Locale.ROOT);
        return directory.everybody().stream()
                .filter(person -> said.contains(person.name().toLowerCase(Locale.ROOT)))
                .map(Person::userId)
                .toList();
    }

    @EventListener
    void recorded(AnswersRecorded event) {
        if (event.entry().journeyId() != null) {
            APPOINTING.forEach((key, role) -> appointed(event, key, role));
        }
    }

    private void appointed(AnswersRecorded event, String key, Role role) {
        if (!(event.entry().answers().get(key) instanceof String words) || words.isBlank()) {
            return;
        }
        List<String> named = inWords(words).stream()
                .filter(person -> directory.hasRole(person, role))
                .toList();
        if (named.size() == 1) {
            parts.appointed(
                    new RecordParts.Place(
                            event.entry().childRef(),
                            event.entry().journeyId(),
                            null,
                            event.question().taskId(),
                            event.entry().title()),
                    role,
                    named.get(0));
        }
    }
}

package uk.childpathways.administration;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.childpathways.people.Person;

/** What is typed into the form of a person, and what stands in it when it is opened. */
record PersonFields(
        String userId,
        String name,
        List<String> roles,
        String team,
        String service,
        String email,
        String phone,
        Boolean registered,
        Boolean suitablyQualified) {

    static final PersonFields EMPTY = new PersonFields("", "", List.of(), "", "", "", "", false, false);

    static PersonFields of(Person person) {
        return new PersonFields(
                person.userId(),
                person.name(),
                List.copyOf(person.roles()),
                person.team(),
                person.service(),
                person.email(),
                person.phone(),
                person.registered(),
                person.suitablyQualified());
    }

    Person person(String id, boolean active) {
        Set<String> named = roles == null ? Set.of() : new TreeSet<>(roles);
        return new Person(
                id == null ? "" : id.trim(),
                trimmed(name),
                named,
                trimmed(team),
                trimmed(service),
                trimmed(email),
                trimmed(phone),
                Boolean.TRUE.equals(registered),
                Boolean.TRUE.equals(suitablyQualified),
                active);
    }

    /** For the form: whether this role is ticked. */
    public boolean has(String role) {
        return roles != null && roles.contains(role);
    }

    private static String trimmed(String text) {
        return text == null || text.isBlank() ? null : text.trim();
    }
}

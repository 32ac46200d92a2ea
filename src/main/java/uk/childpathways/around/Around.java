package uk.childpathways.around;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who is around one child, and what belongs to it, by the child's record as it stands.
 *
 * @param people those who are around the child now, family first
 * @param earlier those who were
 * @param addresses the present one first
 * @param warnings those that hold
 * @param overWarnings those that held
 */
public record Around(
        List<PersonAround> people,
        List<PersonAround> earlier,
        List<ChildAddress> addresses,
        List<VisitWarning> warnings,
        List<VisitWarning> overWarnings) {

    public List<PersonAround> family() {
        return people.stream()
                .filter(person -> !person.relation().professional())
                .toList();
    }

    public List<PersonAround> professionals() {
        return people.stream()
                .filter(person -> person.relation().professional())
                .toList();
    }

    public List<PersonAround> responsible() {
        return people.stream().filter(PersonAround::holdsResponsibility).toList();
    }

    public Optional<PersonAround> person(UUID id) {
        return Stream.concat(people.stream(), earlier.stream())
                .filter(person -> person.id().equals(id))
                .findFirst();
    }

    public Optional<VisitWarning> warning(UUID id) {
        return Stream.concat(warnings.stream(), overWarnings.stream())
                .filter(warning -> warning.id().equals(id))
                .findFirst();
    }

    public Optional<ChildAddress> address(UUID id) {
        return addresses.stream().filter(address -> address.id().equals(id)).findFirst();
    }

    public Optional<ChildAddress> livesAt() {
        return addresses.stream().filter(address -> address.until() == null).findFirst();
    }

    public boolean isEmpty() {
        return people.isEmpty() && earlier.isEmpty() && addresses.isEmpty() && warnings.isEmpty();
    }
}

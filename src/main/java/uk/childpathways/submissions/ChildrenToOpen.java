package uk.childpathways.submissions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/** Whose records the person who fills in a form may open, to choose from them. */
@Component
class ChildrenToOpen {

    private final Children children;
    private final Directory directory;
    private final RecordAccess access;

    ChildrenToOpen(Children children, Directory directory, RecordAccess access) {
        this.children = children;
        this.directory = directory;
        this.access = access;
    }

    /** The child that the form is about; on the start list, all whom the person may open. */
    List<String> refs(PrefillContext context) {
        return context.childRef() != null
                ? List.of(context.childRef())
                : of(context.userId()).stream().map(Child::ref).toList();
    }

    /** The children whose records the person may open by their role or for a colleague whom they cover. */
    List<Child> of(String userId) {
        Set<String> closed = userId == null ? Set.of() : access.closedTo(userId);
        Optional<Person> person = directory.person(userId).filter(Person::active);
        // Nobody logged in, or an administrator who does not work in the service: the application itself.
        List<Person> places = person.map(directory::placesOf).orElse(List.of());
        return directory.teams().stream()
                .flatMap(team -> children.ofTeam(team.id()).stream())
                .filter(child -> !closed.contains(child.ref()))
                .filter(child -> person.isEmpty() || places.stream().anyMatch(place -> opens(place, child)))
                .toList();
    }

    private static boolean opens(Person person, Child child) {
        return person.userId().equals(child.allocatedWorker())
                || person.roles().stream()
                        .map(Role::of)
                        .map(Role::scope)
                        .anyMatch(scope -> scope == Role.Scope.EVERY_CHILD
                                || (scope == Role.Scope.TEAM && child.team().equals(person.team())));
    }
}

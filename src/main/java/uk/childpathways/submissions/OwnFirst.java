package uk.childpathways.submissions;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;

/**
 * The order of what a form of the start list offers: what is of the child from whom the form was opened, then of the
 * children with whom the person works or for whose worker they cover, then of their team, then of all others.
 */
@Component
class OwnFirst {

    private static final int OF_THIS_CHILD = 0;
    private static final int OWN = 1;
    private static final int OF_THE_TEAM = 2;
    private static final int OF_OTHERS = 3;

    private final ChildrenToOpen children;
    private final Directory directory;
    private final Cover cover;

    OwnFirst(ChildrenToOpen children, Directory directory, Cover cover) {
        this.children = children;
        this.directory = directory;
        this.cover = cover;
    }

    /** The children, in this order. */
    List<Child> children(PrefillContext context) {
        List<Child> open = children.of(context.userId());
        return sorted(context, open, open, Child::ref);
    }

    /** What belongs to children, in the order of its children; within one place as it came. */
    <T> List<T> sorted(PrefillContext context, Collection<T> choices, Function<T, String> childRef) {
        return context.childRef() != null
                ? List.copyOf(choices)
                : sorted(context, children.of(context.userId()), choices, childRef);
    }

    private <T> List<T> sorted(
            PrefillContext context, List<Child> open, Collection<T> choices, Function<T, String> childRef) {
        String user = context.userId();
        String team =
                user == null ? null : directory.person(user).map(Person::team).orElse(null);
        Set<String> workers = user == null
                ? Set.of()
                : Stream.concat(Stream.of(user), cover.coveredBy(user).stream().map(Person::userId))
                        .collect(Collectors.toSet());
        String from = context.from() == null ? null : context.from().childRef();
        Map<String, Integer> places = new HashMap<>();
        open.forEach(child -> places.put(
                child.ref(),
                child.ref().equals(from)
                        ? OF_THIS_CHILD
                        : workers.contains(child.allocatedWorker())
                                ? OWN
                                : team != null && team.equals(child.team()) ? OF_THE_TEAM : OF_OTHERS));
        return choices.stream()
                .sorted(Comparator.comparingInt((T choice) -> places.getOrDefault(childRef.apply(choice), OF_OTHERS)))
                .toList();
    }
}

package uk.childpathways.submissions;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Child;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.notices.TaskHolders;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/** Of which deadlines a person can say beforehand that they cannot be kept (SWI-COL-05). */
@Component
class OwnDeadlines {

    private final ChildrenToOpen children;
    private final TaskHolders holders;
    private final Directory directory;
    private final Cover cover;

    OwnDeadlines(ChildrenToOpen children, TaskHolders holders, Directory directory, Cover cover) {
        this.children = children;
        this.holders = holders;
        this.directory = directory;
        this.cover = cover;
    }

    Predicate<Deadline> of(PrefillContext context) {
        Predicate<Deadline> childsOwn = deadline -> !deadline.answersForBreach();
        String user = context.userId();
        if (context.childRef() != null || user == null || directory.person(user).isEmpty()) {
            return childsOwn;
        }
        Set<String> own = childrenOf(user);
        Set<String> held = holders.executionsHeldBy(user);
        return childsOwn.and(deadline -> own.contains(deadline.childRef()) || held.contains(deadline.executionId()));
    }

    private Set<String> childrenOf(String user) {
        Set<Person> standsFor = new HashSet<>(cover.coveredBy(user));
        directory.person(user).ifPresent(standsFor::add);
        Set<String> workers = standsFor.stream().map(Person::userId).collect(Collectors.toSet());
        Set<String> teams = standsFor.stream()
                .filter(OwnDeadlines::managesTeam)
                .map(Person::team)
                .filter(team -> team != null)
                .collect(Collectors.toSet());
        return children.of(user).stream()
                .filter(child -> workers.contains(child.allocatedWorker()) || teams.contains(child.team()))
                .map(Child::ref)
                .collect(Collectors.toSet());
    }

    private static boolean managesTeam(Person person) {
        return Stream.of(Role.TEAM_MANAGER, Role.ASSISTANT_TEAM_MANAGER).anyMatch(person::hasRole);
    }
}

package uk.childpathways.children;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Who may read a child's record: the allocated worker, the members of the child's team with its managers, and those
 * whose role covers every child (of their service, where they belong to one). Nobody else, the process owner and the
 * administrator included: they look after the application, not after children.
 */
@Component
@Transactional(readOnly = true)
public class ChildAccess {

    private final Children children;
    private final ChildRepository repository;
    private final Directory directory;
    private final Cover cover;

    ChildAccess(Children children, ChildRepository repository, Directory directory, Cover cover) {
        this.children = children;
        this.repository = repository;
        this.directory = directory;
        this.cover = cover;
    }

    public boolean mayRead(String userId, Child child) {
        Person person = directory.person(userId).filter(Person::active).orElse(null);
        return person != null
                && (userId.equals(child.allocatedWorker())
                        || teamsOpenTo(person).contains(child.team())
                        || coversWorkerOf(userId, child));
    }

    /**
     * The child, for the person who is logged in.
     *
     * @throws UnknownChildException when no child has this reference
     * @throws NotAllowedProblem when the person may not read the record
     */
    public Child open(String childRef) {
        Child child = children.get(childRef);
        String user = directory.currentUser();
        if (!mayRead(user, child)) {
            throw new NotAllowedProblem("The record of " + childRef + " is open to its team, its allocated worker and"
                    + " those with a duty for every child. Ask the manager of " + teamName(child.team())
                    + " if you need it.");
        }
        return child;
    }

    /** As {@link #open} for those who need only the check. */
    public void check(String childRef) {
        open(childRef);
    }

    /** The children whose record the person who is logged in may read, by reference. */
    public Page<Child> visible(Pageable page) {
        Person person =
                directory.person(directory.currentUser()).filter(Person::active).orElse(null);
        return person == null ? Page.empty(page) : repository.visible(teamsOpenTo(person), person.userId(), page);
    }

    /** The teams whose children's records the person may read, for lists over many children. */
    public Set<String> teamsOpenTo(String userId) {
        return directory
                .person(userId)
                .filter(Person::active)
                .map(this::teamsOpenTo)
                .orElse(Set.of());
    }

    private boolean coversWorkerOf(String userId, Child child) {
        return child.allocatedWorker() != null
                && cover.coverOf(child.allocatedWorker()).filter(userId::equals).isPresent();
    }

    /** Whoever covers reads what the person away may read. */
    private Set<String> teamsOpenTo(Person person) {
        Set<String> teams = teamsOfRoles(person);
        cover.coveredBy(person.userId()).forEach(away -> teams.addAll(teamsOfRoles(away)));
        return teams;
    }

    private Set<String> teamsOfRoles(Person person) {
        Set<String> teams = new HashSet<>();
        List<Team> all = directory.teams();
        for (String key : person.roles()) {
            switch (Role.of(key).scope()) {
                case TEAM -> {
                    if (person.team() != null) {
                        teams.add(person.team());
                    }
                }
                case EVERY_CHILD ->
                    all.stream()
                            .filter(team ->
                                    person.service() == null || person.service().equals(team.service()))
                            .map(Team::id)
                            .forEach(teams::add);
                default -> {}
            }
        }
        return teams;
    }

    private String teamName(String team) {
        return directory.teamById(team).map(Team::name).orElse(team);
    }
}

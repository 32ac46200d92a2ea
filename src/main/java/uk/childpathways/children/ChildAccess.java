package uk.childpathways.children;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Who may read a child's record: the allocated worker, the members of the child's team with its managers, and those
 * whose role covers every child (of their service, where they belong to one). Nobody else, the process owner and the
 * administrator included: they look after the application, not after children (SWI-CON-02a, SWI-CON-04a). What a senior
 * manager decided about one record goes before: see {@link RecordAccess}.
 */
@Component
@Transactional(readOnly = true)
public class ChildAccess {

    private final Children children;
    private final ChildRepository repository;
    private final Directory directory;
    private final Cover cover;
    private final RecordAccess decisions;
    private final RecordViews views;
    private final JdbcClient db;
    private final Clock clock;

    ChildAccess(
            Children children,
            ChildRepository repository,
            Directory directory,
            Cover cover,
            RecordAccess decisions,
            RecordViews views,
            JdbcClient db,
            Clock pathwaysClock) {
        this.children = children;
        this.repository = repository;
        this.directory = directory;
        this.cover = cover;
        this.decisions = decisions;
        this.views = views;
        this.db = db;
        this.clock = pathwaysClock;
    }

    public boolean mayRead(String userId, Child child) {
        Person person = directory.person(userId).filter(Person::active).orElse(null);
        return person != null
                && !decisions.closedTo(child.ref(), userId)
                && (userId.equals(child.allocatedWorker())
                        || teamsOpenTo(person).contains(child.team())
                        || coversWorkerOf(userId, child)
                        || decisions.grantedTo(child.ref(), userId));
    }

    /**
     * The child, for the person who is logged in. That they opened the record, or were refused, is kept (SWI-CON-10).
     *
     * @throws UnknownChildException when no child has this reference
     * @throws NotAllowedProblem when the person may not read the record
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Child open(String childRef) {
        Child child = children.get(childRef);
        String user = directory.currentUser();
        boolean may = mayRead(user, child);
        views.opened(child.ref(), user, may);
        if (!may) {
            throw new NotAllowedProblem("The record of " + childRef + " is open to its team, its allocated worker and"
                    + " those with a duty for every child. Ask the manager of " + teamName(child.team())
                    + " if you need it.");
        }
        return child;
    }

    /** As {@link #open} for those who need only the check. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void check(String childRef) {
        open(childRef);
    }

    /** The children whose record the person who is logged in may read, by reference. */
    public Page<Child> visible(Pageable page) {
        return visible("", page);
    }

    /** The same, of those whose reference or name contains the words. */
    public Page<Child> visible(String words, Pageable page) {
        Person person =
                directory.person(directory.currentUser()).filter(Person::active).orElse(null);
        if (person == null) {
            return Page.empty(page);
        }
        String from = " from pathways.child c where (c.team_id = any (?) or c.allocated_worker = any (?)"
                + " or pathways.record_granted_to(c.ref, ?, ?)) and not pathways.record_closed_to(c.ref, ?, ?)"
                + " and (c.ref ilike ? or c.name ilike ?)";
        String like = "%" + words.trim().replaceAll("([%_\\\\])", "\\\\$1") + "%";
        LocalDate today = England.dayOf(clock.instant());
        String user = person.userId();
        String[] workers =
                directory.placesOf(person).stream().map(Person::userId).toArray(String[]::new);
        List<Object> values = new ArrayList<>(Arrays.asList(
                teamsOpenTo(person).toArray(String[]::new), workers, user, today, user, today, like, like));
        long total = db.sql("select count(*)" + from)
                .params(values)
                .query(Long.class)
                .single();
        values.add(page.isPaged() ? page.getPageSize() : Integer.MAX_VALUE);
        values.add(page.isPaged() ? page.getOffset() : 0L);
        List<String> refs = db.sql("select c.ref" + from + " order by c.ref limit ? offset ?")
                .params(values)
                .query(String.class)
                .list();
        List<Child> found = repository.findAllById(refs).stream()
                .sorted(Comparator.comparing(Child::ref))
                .toList();
        return new PageImpl<>(found, page, total);
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

    /** Those who cover may read what the person away may read. */
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

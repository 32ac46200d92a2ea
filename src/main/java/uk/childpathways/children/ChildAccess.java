package uk.childpathways.children;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import uk.childpathways.people.EarlyHelp;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;
import uk.childpathways.storage.ReadOnce;

/**
 * Who may read a child's record: the allocated worker, the members of the child's team with its managers, the early help
 * manager of an early help practitioner who is the worker, those whose role covers every child (of their service, where they belong to one), and those with a part in the case, from the
 * request to its end ({@link RecordParts}). Nobody else, the process owner and the administrator included: they look
 * after the application, not after children (SWI-CON-02a, SWI-CON-04a). What a senior manager decided about one record
 * goes before: see {@link RecordAccess}.
 *
 * <p>Whoever may not open a record is not told that there is one: what is not open and what does not exist are refused in
 * the same words, and no list, choice or figure has it.
 */
@Component
@Transactional(readOnly = true)
public class ChildAccess {

    /**
     * Whether the reader of {@link #reader} may open the record of the child {@code c}, as a condition of SQL: the one
     * place where it is said. For lists over many children, which must neither show nor count any other.
     */
    public static final String OPEN = "(:readerHere"
            + " and (c.team_id = any (:readerTeams) or c.allocated_worker = any (:readerWorkers)"
            + " or c.ref in (select pathways.parts_of(cast(:readerPlaces as text[]), :readerNow))"
            + " or c.ref in (select pathways.grants_of(:reader, :readerNow)))"
            + " and not pathways.record_closed_to(c.ref, :reader, :readerNow))";

    private static final String[] NOBODY = {};

    private static final Timestamp LONG_AGO = new Timestamp(0);

    private final Children children;
    private final ChildRepository repository;
    private final Directory directory;
    private final Cover cover;
    private final EarlyHelp earlyHelp;
    private final RecordViews views;
    private final RecordAccess decisions;
    private final FoundBy foundBy;
    private final JdbcClient db;
    private final Clock clock;

    ChildAccess(
            Children children,
            ChildRepository repository,
            Directory directory,
            Cover cover,
            EarlyHelp earlyHelp,
            RecordViews views,
            RecordAccess decisions,
            FoundBy foundBy,
            JdbcClient db,
            Clock pathwaysClock) {
        this.children = children;
        this.repository = repository;
        this.directory = directory;
        this.cover = cover;
        this.earlyHelp = earlyHelp;
        this.views = views;
        this.decisions = decisions;
        this.foundBy = foundBy;
        this.db = db;
        this.clock = pathwaysClock;
    }

    /** What {@link #OPEN} names, for one reader. */
    public Map<String, Object> reader(String userId) {
        Person person = directory
                .person(userId)
                .filter(Person::active)
                .filter(Person::worksWithChildren)
                .orElse(null);
        Map<String, Object> reader = new HashMap<>();
        List<Person> places = person == null ? List.of() : directory.placesOf(person);
        List<String> workers =
                new ArrayList<>(places.stream().map(Person::userId).toList());
        workers.addAll(earlyHelp.practitionersOf(places));
        reader.put("reader", String.valueOf(userId));
        reader.put("readerTeams", person == null ? NOBODY : teamsOpenTo(person).toArray(String[]::new));
        reader.put("readerPlaces", places.stream().map(Person::userId).toArray(String[]::new));
        reader.put("readerWorkers", workers.toArray(String[]::new));
        // Nobody who has left, and no account without a person, opens a record by an old decision.
        reader.put("readerNow", person == null ? LONG_AGO : Timestamp.from(clock.instant()));
        reader.put("readerHere", person != null);
        return reader;
    }

    public boolean mayRead(String userId, Child child) {
        return mayRead(userId, child.ref());
    }

    /** Whether the person may open the record of the child with this reference; not, where there is no such child. */
    public boolean mayRead(String userId, String childRef) {
        return childRef != null
                && userId != null
                && ReadOnce.get(
                        ReadOnce.About.RECORDS,
                        List.of(userId, childRef),
                        () -> opensByPlace(userId, childRef)
                                || !openOf(userId, List.of(childRef)).isEmpty());
    }

    /** Nothing was decided about the record, and the child is theirs or of a team that is open to them: nearly always so. */
    private boolean opensByPlace(String userId, String childRef) {
        Person person = directory
                .person(userId)
                .filter(Person::active)
                .filter(Person::worksWithChildren)
                .orElse(null);
        Child child = person == null ? null : children.find(childRef).orElse(null);
        return child != null
                && (teamsOpenTo(person).contains(child.team())
                        || directory.placesOf(person).stream()
                                .anyMatch(place -> place.userId().equals(child.allocatedWorker())))
                && !decisions.any(childRef);
    }

    /** Those of these references that are children whose record the person may open. */
    public Set<String> openOf(String userId, Collection<String> childRefs) {
        if (userId == null || childRefs.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(db.sql("select c.ref from pathways.child c where c.ref = any (:refs) and " + OPEN)
                .params(reader(userId))
                .param("refs", childRefs.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** The child's brothers and sisters whose record the person may open as well: nobody else learns of them here. */
    public List<Child> siblingsFor(String userId, String childRef) {
        List<Child> siblings = children.siblingsOf(childRef);
        Set<String> open = openOf(userId, siblings.stream().map(Child::ref).toList());
        return siblings.stream().filter(child -> open.contains(child.ref())).toList();
    }

    /** All children whose record the person may open, by reference. */
    public List<Child> all(String userId) {
        return repository
                .findAllById(db.sql("select c.ref from pathways.child c where " + OPEN)
                        .params(reader(userId))
                        .query(String.class)
                        .list())
                .stream()
                .sorted(Comparator.comparing(Child::ref))
                .toList();
    }

    /**
     * The child, for the person who is logged in. That they opened the record, or were refused, is kept (SWI-CON-10).
     *
     * @throws ClosedRecordException when the person may not open it, or there is none: which of the two is not said
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Child open(String childRef) {
        String user = directory.currentUser();
        boolean may = mayRead(user, childRef);
        Child child = may ? children.get(childRef) : children.find(childRef).orElse(null);
        if (child != null) {
            views.opened(child.ref(), user, may);
        }
        if (!may) {
            throw new ClosedRecordException(childRef);
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

    /** The same, of those whom the words find: by reference, name, day of birth, people around them ({@link FoundBy}). */
    public Page<Child> visible(String words, Pageable page) {
        String from = " from pathways.child c where " + OPEN + (words.isBlank() ? "" : " and " + FoundBy.CONDITION);
        Map<String, Object> values = reader(directory.currentUser());
        values.putAll(foundBy.typed(words, England.dayOf(clock.instant())));
        long total = db.sql("select count(*)" + from)
                .params(values)
                .query(Long.class)
                .single();
        values.put("size", page.isPaged() ? page.getPageSize() : Integer.MAX_VALUE);
        values.put("offset", page.isPaged() ? page.getOffset() : 0L);
        List<String> refs = db.sql("select c.ref" + from + " order by c.ref limit :size offset :offset")
                .params(values)
                .query(String.class)
                .list();
        List<Child> found = repository.findAllById(refs).stream()
                .sorted(Comparator.comparing(Child::ref))
                .toList();
        return new PageImpl<>(found, page, total);
    }

    /** Where the words find nobody: those of the reader's children whose names are nearly so, by reference. */
    public List<Child> nearly(String words, int atMost) {
        return repository.findAllById(foundBy.nearly(words, reader(directory.currentUser()), atMost)).stream()
                .sorted(Comparator.comparing(Child::ref))
                .toList();
    }

    /** The teams whose children's records the person may read, for lists over many children. */
    public Set<String> teamsOpenTo(String userId) {
        return directory
                .person(userId)
                .filter(Person::active)
                .map(this::teamsOpenTo)
                .orElse(Set.of());
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
}

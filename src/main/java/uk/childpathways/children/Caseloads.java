package uk.childpathways.children;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/**
 * How much each worker has in hand: the children allocated to them in whose journeys work is going on, and their
 * families. How much is too much is set in one place, {@code pathways.caseload.limits}: the managers' page
 * says who has more, and where a clause sets it for a role, more than that needs the manager's reason.
 */
@Component
@Transactional(readOnly = true)
@EnableConfigurationProperties(Caseloads.Limits.class)
public class Caseloads {

    /** @param limits by role, as models spell it */
    @ConfigurationProperties("pathways.caseload")
    record Limits(Map<String, Limit> limits) {
        Limits {
            limits = limits == null ? Map.of() : Map.copyOf(limits);
        }
    }

    /**
     * How much is too much; whichever of the two is met first counts.
     *
     * @param families 0 for no limit
     * @param needsReason whether a manager who allocates more than that must say why
     */
    public record Limit(int families, int children, boolean needsReason) {}

    public record Load(long children, long families) {
        static final Load NONE = new Load(0, 0);
    }

    private final ChildRepository children;
    private final ChildAccess access;
    private final JdbcClient db;
    private final Limits limits;

    Caseloads(ChildRepository children, ChildAccess access, JdbcClient db, Limits limits) {
        this.children = children;
        this.access = access;
        this.db = db;
        this.limits = limits;
    }

    /** By user id; workers without children are left out. */
    public Map<String, Load> all() {
        Map<String, Load> loads = new TreeMap<>();
        children.caseloads()
                .forEach(load -> loads.put(load.getWorker(), new Load(load.getChildren(), load.getFamilies())));
        return loads;
    }

    /** The same, of the children whose records this reader may open: a figure counts no others. */
    public Map<String, Load> seenBy(String reader) {
        Map<String, Load> loads = new TreeMap<>();
        db.sql("select c.allocated_worker as worker, count(*) as children,"
                        + " count(distinct coalesce(c.family_ref, c.ref)) as families from pathways.child c"
                        + " where c.allocated_worker is not null and exists (select 1 from pathways.journey j"
                        + " where j.child_ref = c.ref and j.ended_at is null) and " + ChildAccess.OPEN
                        + " group by c.allocated_worker")
                .params(access.reader(reader))
                .query((rs, i) ->
                        loads.put(rs.getString("worker"), new Load(rs.getLong("children"), rs.getLong("families"))))
                .list();
        return loads;
    }

    /** What one has in hand. */
    public Load of(String worker, Map<String, Load> all) {
        return all.getOrDefault(worker, Load.NONE);
    }

    /** With more children than this a person in that role has too many. */
    public int mostChildren(Role role) {
        Limit limit = limits.limits().get(role.key());
        return limit == null ? Integer.MAX_VALUE : limit.children();
    }

    /** Whether this child would take the worker above what needs the manager's reason for one of their roles. */
    public boolean aboveWith(Person worker, Child child, Map<String, Load> all) {
        if (child == null || limits.limits().isEmpty() || worker.userId().equals(child.allocatedWorker())) {
            return false;
        }
        Set<String> families = Set.copyOf(children.findByAllocatedWorkerOrderByRef(worker.userId()).stream()
                .map(Caseloads::family)
                .toList());
        Load now = of(worker.userId(), all);
        long familiesWith = now.families() + (families.contains(family(child)) ? 0 : 1);
        return worker.roles().stream()
                .filter(limits.limits()::containsKey)
                .map(limits.limits()::get)
                .filter(Limit::needsReason)
                .anyMatch(limit -> limit.families() > 0 && familiesWith > limit.families()
                        || now.children() + 1 > limit.children());
    }

    /** Those of these people whom the child would take above what is good practice. */
    public List<String> above(List<Person> workers, Child child) {
        Map<String, Load> all = all();
        return workers.stream()
                .filter(worker -> aboveWith(worker, child, all))
                .map(Person::userId)
                .toList();
    }

    private static String family(Child child) {
        return child.familyRef() == null ? child.ref() : child.familyRef();
    }
}

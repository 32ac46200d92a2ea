package uk.childpathways.children;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.CoverCheck;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PersonLeft;

/** Every child with a running journey has a worker, or a manager is asked to name one, with a time limit. */
@Component
@Transactional
@Order(CoverCheck.CHILDREN)
public class ChildrenWithoutWorker implements CoverCheck {

    private static final String TOO_NEAR = "worker-too-near";

    private final JdbcClient db;
    private final Children children;
    private final Journeys journeys;
    private final Chronology chronology;
    private final WorkersTasks tasks;
    private final Directory directory;
    private final Clock clock;

    ChildrenWithoutWorker(
            JdbcClient db,
            Children children,
            Journeys journeys,
            Chronology chronology,
            WorkersTasks tasks,
            Directory directory,
            Clock pathwaysClock) {
        this.db = db;
        this.children = children;
        this.journeys = journeys;
        this.chronology = chronology;
        this.tasks = tasks;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** The worker has left: the children have no worker until a manager has allocated them. */
    @EventListener
    void workerLeft(PersonLeft left) {
        for (Child child : children.allocatedTo(left.userId())) {
            children.allocate(child.ref(), child.team(), null);
            List<Journey> running = journeys.running(child.ref());
            chronology.record(entry(
                    child,
                    running,
                    "worker-left",
                    directory.nameOf(left.userId()) + " works here no longer: the child needs a new worker",
                    Map.of(),
                    "SWI-SIC-02"));
            ask(child, running);
        }
    }

    /**
     * The record closes to the child's own worker, who is too near to the family: the child needs another, as when a worker
     * leaves (SWI-CON-21b). Over before another is named, they are the worker again, and what goes with the case that
     * nobody has taken meanwhile comes back to them.
     */
    @EventListener
    void workerTooNear(AccessDecided event) {
        RecordAccess.Decided decided = event.decided();
        Child child = children.get(decided.childRef());
        if (decided.decision() == RecordAccess.Decision.CONFLICT
                && decided.person().equals(child.allocatedWorker())) {
            children.allocate(child.ref(), child.team(), null);
            List<Journey> running = journeys.running(child.ref());
            chronology.record(entry(
                    child,
                    running,
                    TOO_NEAR,
                    directory.nameOf(decided.person()) + " has a conflict of interest: the child needs a new worker",
                    Map.of("worker", decided.person()),
                    "SWI-CON-21b"));
            ask(child, running);
        } else if (decided.decision() == RecordAccess.Decision.END_CONFLICT
                && child.allocatedWorker() == null
                && lastTooNear(child).filter(decided.person()::equals).isPresent()) {
            children.allocate(child.ref(), child.team(), decided.person());
            chronology.record(entry(
                    child,
                    journeys.running(child.ref()),
                    "worker-again",
                    directory.nameOf(decided.person())
                            + " is the child's worker again: the conflict of interest is over",
                    Map.of(),
                    "SWI-CON-21b"));
            tasks.passOn(child.ref(), null, decided.person());
        }
    }

    /** The worker whom the child had until a conflict of interest, unless they left since. */
    private Optional<String> lastTooNear(Child child) {
        return db.sql(
                        "select answers::json ->> 'worker' from pathways.chronology_entry where child_ref = ? and kind = ?"
                                + " order by chain_seq desc limit 1")
                .params(child.ref(), TOO_NEAR)
                .query(String.class)
                .optional()
                .filter(worker ->
                        directory.person(worker).filter(Person::active).isPresent());
    }

    private NewEntry entry(
            Child child, List<Journey> running, String kind, String title, Map<String, Object> facts, String clause) {
        return new NewEntry(
                child.ref(),
                running.isEmpty() ? null : running.get(0).id(),
                kind,
                "ChildrenWithoutWorker",
                title,
                null,
                facts,
                null,
                null,
                directory.currentUser(),
                clock.instant(),
                List.of(clause),
                null);
    }

    /** Asks for a worker for each child who has a running journey and no worker. Harmless when repeated. */
    public void find() {
        children.withoutWorker().forEach(child -> ask(child, journeys.running(child.ref())));
    }

    private void ask(Child child, List<Journey> running) {
        if (!running.isEmpty()) {
            tasks.findNewWorker(child.ref(), running.get(0).id());
        }
    }

    @Override
    public void look() {
        find();
    }
}

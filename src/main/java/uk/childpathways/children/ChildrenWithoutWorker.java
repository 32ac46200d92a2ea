package uk.childpathways.children;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.CoverCheck;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PersonLeft;

/** Every child with a running journey has a worker, or a manager is asked to name one, with a time limit. */
@Component
@Transactional
@Order(CoverCheck.CHILDREN)
public class ChildrenWithoutWorker implements CoverCheck {

    private final Children children;
    private final Journeys journeys;
    private final Chronology chronology;
    private final WorkersTasks tasks;
    private final Directory directory;
    private final Clock clock;

    ChildrenWithoutWorker(
            Children children,
            Journeys journeys,
            Chronology chronology,
            WorkersTasks tasks,
            Directory directory,
            Clock pathwaysClock) {
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
            chronology.record(new NewEntry(
                    child.ref(),
                    running.isEmpty() ? null : running.get(0).id(),
                    "worker-left",
                    "ChildrenWithoutWorker",
                    directory.nameOf(left.userId()) + " works here no longer: the child needs a new worker",
                    null,
                    Map.of(),
                    null,
                    null,
                    directory.currentUser(),
                    clock.instant(),
                    List.of("SWI-SIC-02"),
                    null));
            ask(child, running);
        }
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

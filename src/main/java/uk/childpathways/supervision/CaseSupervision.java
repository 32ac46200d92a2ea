package uk.childpathways.supervision;

import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildPlaced;
import uk.childpathways.children.Children;
import uk.childpathways.children.EventRecorded;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEnded;
import uk.childpathways.children.JourneyOpened;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.DeadlineMoves;

/**
 * The one case supervision of each child with whom work goes on. It opens when a worker is named, goes on over all the
 * child's journeys, and ends with the last of them. What changes in the child's situation is put together and calculated
 * once, before the change is committed.
 */
@Component
@Transactional
public class CaseSupervision {

    /** The journey's key, which is the process id. */
    public static final String JOURNEY = Journey.CASE_SUPERVISION;

    private final Children children;
    private final Journeys journeys;
    private final DeadlineMoves deadlines;
    private final SupervisionProcess process;
    private final BeforeCommit beforeCommit = new BeforeCommit();

    CaseSupervision(Children children, Journeys journeys, DeadlineMoves deadlines, SupervisionProcess process) {
        this.children = children;
        this.journeys = journeys;
        this.deadlines = deadlines;
        this.process = process;
    }

    /** Opens the child's supervision, unless it runs: two journeys allocated at the same moment open one. */
    public void open(String childRef) {
        children.hold(childRef);
        if (of(journeys.running(childRef)).isEmpty()) {
            process.open(childRef);
        }
    }

    @EventListener
    public void on(JourneyOpened opened) {
        if (supervises(opened.journey())) return;
        // With a worker named already, a journey that takes over is not allocated again.
        boolean takesOver = opened.journey().handedOverFrom() != null;
        changed(opened.journey().childRef(), takesOver);
    }

    @EventListener
    public void on(JourneyEnded ended) {
        // It may have ended while a record was written still, and another journey begun meanwhile.
        changed(ended.journey().childRef(), supervises(ended.journey()));
    }

    @EventListener
    public void on(ChildPlaced placed) {
        changed(placed.childRef(), false);
    }

    @EventListener
    public void on(EventRecorded recorded) {
        boolean correctsTheLastSession =
                recorded.previous() != null && recorded.event().name().equals(SupervisionFrequency.STANDARD);
        if (correctsTheLastSession || Situation.EVENTS.contains(recorded.event().name())) {
            changed(recorded.event().childRef(), false);
        }
    }

    private void changed(String childRef, boolean mustRun) {
        beforeCommit.once(childRef, mustRun, this::followSituation);
    }

    private void followSituation(String childRef, boolean mustRun) {
        List<Journey> running = journeys.running(childRef);
        Optional<Journey> supervision = of(running);
        boolean workGoesOn = running.stream().anyMatch(journey -> !supervises(journey));
        if (supervision.isPresent() && !workGoesOn) {
            process.lastJourneyEnded(supervision.get().processInstanceId());
        } else if (supervision.isPresent()) {
            deadlines.situationChanged(childRef, SupervisionFrequency.STANDARD);
        } else if (mustRun && workGoesOn && hasWorker(childRef)) {
            open(childRef);
        }
    }

    private boolean hasWorker(String childRef) {
        return children.find(childRef).map(Child::allocatedWorker).isPresent();
    }

    private static Optional<Journey> of(List<Journey> running) {
        return running.stream().filter(CaseSupervision::supervises).findFirst();
    }

    private static boolean supervises(Journey journey) {
        return JOURNEY.equals(journey.key());
    }
}

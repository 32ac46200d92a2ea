package uk.childpathways.children;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotFoundProblem;

/** The runs of pathways for children, and of supervision for practitioners. */
@Service
@Transactional
public class Journeys {

    private final JourneyRepository journeys;
    private final Children children;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final String profile;

    Journeys(
            JourneyRepository journeys,
            Children children,
            Directory directory,
            ApplicationEventPublisher events,
            Clock pathwaysClock,
            @Value("${pathways.profile:generic}") String profile) {
        this.journeys = journeys;
        this.children = children;
        this.directory = directory;
        this.events = events;
        this.clock = pathwaysClock;
        this.profile = profile;
    }

    /** As {@link #open(String, String, String, UUID)} for a journey that no other handed over to. */
    public Journey open(String key, String childRef, String processInstanceId) {
        return open(key, childRef, processInstanceId, null);
    }

    /**
     * Opens a run of the pathway; a second call for the same process instance finds the first one's.
     *
     * @param handedOverFrom the journey of the same child that hands over to this one; null when it is opened by hand:
     *     then the one that handed the child over to such a journey, if none has taken it up since
     * @throws UnknownChildException when no child has this reference
     */
    public Journey open(String key, String childRef, String processInstanceId, UUID handedOverFrom) {
        Optional<Journey> open = ofProcessInstance(processInstanceId);
        if (open.isPresent()) {
            return open.get();
        }
        String ref = PractitionerFiles.isFile(childRef)
                ? childRef
                : children.get(childRef).ref();
        if (handedOverFrom != null && !get(handedOverFrom).childRef().equals(ref)) {
            throw new IllegalStateException(
                    "The journey " + handedOverFrom + " is another child's: it cannot hand over to one of " + childRef);
        }
        UUID from = handedOverFrom != null
                ? handedOverFrom
                : journeys.handedOverAndNotTakenUp(ref, key).stream()
                        .findFirst()
                        .orElse(null);
        Journey journey = journeys.saveAndFlush(new Journey(
                UUID.randomUUID(),
                key,
                ref,
                clock.instant(),
                directory.currentUser(),
                processInstanceId,
                profile,
                from));
        events.publishEvent(new JourneyOpened(journey));
        return journey;
    }

    @Transactional(readOnly = true)
    public Journey get(UUID id) {
        return find(id).orElseThrow(() -> new NotFoundProblem("No journey has the id " + id + "."));
    }

    @Transactional(readOnly = true)
    public Optional<Journey> find(UUID id) {
        return id == null ? Optional.empty() : journeys.findById(id);
    }

    /** The journey which this process instance runs itself; a process called by it is found by its journeyId. */
    @Transactional(readOnly = true)
    public Optional<Journey> ofProcessInstance(String processInstanceId) {
        return processInstanceId == null ? Optional.empty() : journeys.findByProcessInstanceId(processInstanceId);
    }

    /** The child's journeys that have not ended, oldest first. */
    @Transactional(readOnly = true)
    public List<Journey> running(String childRef) {
        return journeys.findByChildRefAndEndedAtIsNullOrderByOpenedAt(childRef);
    }

    /** The same for many children, in one question to the database, by child and then oldest first. */
    @Transactional(readOnly = true)
    public List<Journey> running(Collection<String> childRefs) {
        return childRefs.isEmpty()
                ? List.of()
                : journeys.findByChildRefInAndEndedAtIsNullOrderByChildRefAscOpenedAtAsc(childRefs);
    }

    /** The running journeys to which this one has handed over, directly or through others. */
    @Transactional(readOnly = true)
    public List<Journey> runningAfter(UUID id) {
        return journeys.runningAfter(id);
    }

    /** The child's journeys, ended ones too, oldest first. */
    @Transactional(readOnly = true)
    public List<Journey> of(String childRef) {
        return journeys.findByChildRefOrderByOpenedAt(childRef);
    }

    /** Ends the journey; no journey ends without a reason and a person who decided it. Ending twice changes nothing. */
    public void end(UUID id, String reason, String decidedBy) {
        if (reason == null || reason.isBlank() || decidedBy == null || decidedBy.isBlank()) {
            throw new BadInputProblem("A journey ends only with a reason and the person who decided it.");
        }
        Journey journey = get(id);
        if (journey.running()) {
            journey.end(clock.instant(), reason, decidedBy);
            journeys.saveAndFlush(journey);
            events.publishEvent(new JourneyEnded(journey));
        }
    }
}

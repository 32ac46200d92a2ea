package uk.childpathways.handovers;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.breaches.Breaches;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.NewEntry;
import uk.childpathways.deadlines.DeadlineEnds;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.NewOversight;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;

/**
 * The end of a journey: no journey ends without a reason and a person who decided it (SWI-INT-07c, RUT-EH-5.0,
 * DFE-6-07c).
 */
@Service
@Transactional
public class JourneyEnding {

    static final String CHILD_DIED = "child-died";

    private static final String END_ASKED = "early-end-asked";

    private final Journeys journeys;
    private final JourneyNames names;
    private final DeadlineEnds deadlines;
    private final Breaches breaches;
    private final Chronology chronology;
    private final Oversight oversight;
    private final AgreedActions agreedActions;
    private final JourneyEvents events;
    private final Notifications notifications;
    private final Directory directory;
    private final Clock clock;

    JourneyEnding(
            Journeys journeys,
            JourneyNames names,
            DeadlineEnds deadlines,
            Breaches breaches,
            Chronology chronology,
            Oversight oversight,
            AgreedActions agreedActions,
            JourneyEvents events,
            Notifications notifications,
            Directory directory,
            Clock pathwaysClock) {
        this.journeys = journeys;
        this.names = names;
        this.deadlines = deadlines;
        this.breaches = breaches;
        this.chronology = chronology;
        this.oversight = oversight;
        this.agreedActions = agreedActions;
        this.events = events;
        this.notifications = notifications;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /**
     * The journey ends before its own outcome. Its open deadlines and what was agreed for it are withdrawn, running
     * breach escalations closed: their breaches stay, answered by the end of the journey. What was agreed with the end
     * itself, a hand-over and advice that was sought are still owed.
     *
     * @param reason an option of the form that asks for the end; where it is {@value #CHILD_DIED}, service manager and
     *     director are notified, and no work goes on that would send a worker to the family
     * @param decidedBy user id; null takes the manager who wrote last in this journey
     */
    public void early(UUID journeyId, String reason, String decidedBy, String processInstanceId, String elementId) {
        Journey journey = journeys.get(journeyId);
        if (!journey.running()) {
            return;
        }
        String decider = decidedBy == null ? lastDecider(journey) : decidedBy;
        journeys.end(journeyId, reason, decider);
        deadlines.withdrawAtEnd(journeyId, processInstanceId, "The journey has ended: " + words(reason));
        Instant endAskedAt = events.latest(journeyId, END_ASKED)
                .map(JourneyEvent::occurredAt)
                .orElseGet(clock::instant);
        agreedActions.journeyEnded(journeyId, endAskedAt, decider, "The journey ended: " + words(reason));
        breaches.journeyEnded(journeyId, words(reason), decider);
        if (CHILD_DIED.equals(reason)) {
            agreedActions.childDied(journey.childRef(), endAskedAt, decider, "The child has died");
            breaches.childDied(journey.childRef(), words(reason));
        }
        record(journey, reason, decider, processInstanceId, elementId);
        // A practitioner may end a journey; the manager's decision is then recorded in their sign-off.
        if (directory.mayWriteOversight(decider)) {
            oversight.record(new NewOversight(
                    journey.childRef(),
                    journey.id(),
                    "end-of-journey",
                    "Journey ended",
                    "The journey \"" + names.of(journey.key()) + "\" ended: " + words(reason),
                    List.of(),
                    decider,
                    null,
                    clock.instant(),
                    elementId,
                    null));
        }
        tell(journey, CHILD_DIED.equals(reason));
    }

    /**
     * The journey's process came to one of its own ends. What the journey itself still asked for is withdrawn; agreed
     * actions, hand-overs and answers to breaches are still owed and go on.
     *
     * @param end the end that was reached, in words
     */
    public void usual(UUID journeyId, String end, String processInstanceId, String elementId) {
        Journey journey = journeys.find(journeyId).filter(Journey::running).orElse(null);
        if (journey == null || !processInstanceId.equals(journey.processInstanceId())) {
            return;
        }
        String decider = lastDecider(journey);
        journeys.end(journeyId, end, decider);
        deadlines.withdrawAtEnd(journeyId, processInstanceId, "The journey has ended: " + end);
        record(journey, end, decider, processInstanceId, elementId);
    }

    private String lastDecider(Journey journey) {
        List<String> authors = chronology.ofJourney(journey.id()).stream()
                .map(ChronologyEntry::by)
                .filter(by -> !Directory.APPLICATION.equals(by))
                .toList();
        for (int i = authors.size() - 1; i >= 0; i--) {
            if (directory.mayWriteOversight(authors.get(i))) {
                return authors.get(i);
            }
        }
        return authors.isEmpty() ? directory.currentUser() : authors.get(authors.size() - 1);
    }

    private void record(Journey journey, String reason, String decidedBy, String processInstanceId, String elementId) {
        Instant now = clock.instant();
        chronology.record(new NewEntry(
                journey.childRef(),
                journey.id(),
                "journey-ended",
                elementId,
                "The journey \"" + names.of(journey.key()) + "\" ended: " + words(reason),
                null,
                Map.of("reason", reason, "decidedBy", decidedBy),
                processInstanceId,
                null,
                decidedBy,
                now,
                List.of("SWI-INT-07c", "DFE-6-07c"),
                null));
    }

    private void tell(Journey journey, boolean died) {
        String childRef = journey.childRef();
        NoticeText words = died
                ? HandoverWording.childDied(childRef)
                : HandoverWording.journeyEnded(childRef, names.of(journey.key()));
        notifications.tell(Notice.now(
                // All journeys of a child who has died end together: one notice for all.
                died ? CHILD_DIED + ":" + childRef : "journey-ended:" + journey.id(),
                childRef,
                journey.id(),
                died ? CHILD_DIED : "journey-ended",
                words.subject(),
                words.text(),
                List.of(
                        Recipients.recipient(Role.SERVICE_MANAGER.key(), childRef),
                        Recipients.recipient((died ? Role.DIRECTOR : Role.TEAM_MANAGER).key(), childRef))));
    }

    private static String words(String reason) {
        return reason == null ? "" : reason.replace('-', ' ');
    }
}

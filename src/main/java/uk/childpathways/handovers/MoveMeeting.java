package uk.childpathways.handovers;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * Gives a planned meeting another day, as given on the form (fields {@code meeting}: {@code <journey id>/<event>},
 * {@code newDate}, {@code reason}). Everything that counts back from it moves, earlier or later; what is due already
 * then is a breach at once. Those who hold the tasks concerned, and the child's worker, are notified.
 */
@ModelVocabulary(
        value = "moveMeeting",
        says = "Gives a planned meeting another day, from the form's fields meeting, newDate and reason. What counts"
                + " back from it moves too, and those concerned are told",
        purpose = Purpose.CLOCK)
class MoveMeeting implements JavaDelegate {

    private final PlannedMeetings meetings;
    private final Chronology chronology;
    private final Journeys journeys;
    private final Deadlines deadlines;
    private final Notifications notifications;
    private final Recipients recipients;
    private final Clock clock;

    MoveMeeting(
            PlannedMeetings meetings,
            Chronology chronology,
            Journeys journeys,
            Deadlines deadlines,
            Notifications notifications,
            Recipients recipients,
            Clock pathwaysClock) {
        this.meetings = meetings;
        this.chronology = chronology;
        this.journeys = journeys;
        this.deadlines = deadlines;
        this.notifications = notifications;
        this.recipients = recipients;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ChronologyEntry said = chronology
                .latestOfProcessInstance(execution.getProcessInstanceId())
                .orElseThrow(() -> new IllegalStateException("The new day was not submitted on a form."));
        String meeting = String.valueOf(said.answers().get("meeting"));
        Object newDate = said.answers().get("newDate");
        LocalDate day =
                newDate == null ? null : LocalDate.parse(newDate.toString().substring(0, 10));
        Map<UUID, Instant> before = new HashMap<>();
        open(meeting).forEach(deadline -> before.put(deadline.id(), deadline.effectiveDue()));
        PlannedMeetings.Meeting moved = meetings.move(meeting, day, LocalDate.now(clock), said.by());
        List<String> notified = new ArrayList<>(recipients.recipients(List.of("worker"), said.childRef()));
        open(meeting)
                .filter(deadline -> !deadline.effectiveDue().equals(before.get(deadline.id()))
                        || moved.isHeldBy(deadline.standardId()))
                .forEach(deadline -> notified.add(Notice.ownerOf(deadline.id())));
        NoticeText words = HandoverWording.meetingMoved(said.childRef(), moved.name(), day);
        notifications.tell(Notice.now(
                "meeting-moved:" + moved.planned().id(),
                said.childRef(),
                moved.journey().id(),
                "meeting-moved",
                words.subject(),
                words.text(),
                notified));
    }

    /** What is open in the meeting's journey, and in those to which it has handed over. */
    private Stream<Deadline> open(String meeting) {
        String id = meeting.replaceAll("/.*", "");
        if (!id.matches("[0-9a-fA-F-]{36}")) {
            return Stream.empty();
        }
        UUID journeyId = UUID.fromString(id);
        return Stream.concat(
                        Stream.of(journeyId),
                        journeys.runningAfter(journeyId).stream().map(Journey::id))
                .flatMap(each -> deadlines.openOf(each).stream());
    }
}

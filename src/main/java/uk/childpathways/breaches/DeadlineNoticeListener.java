package uk.childpathways.breaches;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineMoved;
import uk.childpathways.deadlines.DeadlineStarted;
import uk.childpathways.deadlines.LaterDateAgreed;
import uk.childpathways.deadlines.TimescaleDeclared;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.standards.Weight;

/**
 * What follows from the life of a deadline: a reminder to the holder of the task at that time and to the team manager, before
 * it is due and only while it is open; word to the service manager when a statutory limit is put off; and for a declaration
 * the same path as for a breach.
 */
@Component
class DeadlineNoticeListener {

    private final Notifications notifications;
    private final Breaches breaches;
    private final Directory directory;

    DeadlineNoticeListener(Notifications notifications, Breaches breaches, Directory directory) {
        this.notifications = notifications;
        this.breaches = breaches;
        this.directory = directory;
    }

    @EventListener
    void on(DeadlineStarted started) {
        remind(started.deadline());
    }

    @EventListener
    void on(DeadlineMoved moved) {
        notifications.forget(moved.deadline().id());
        remind(moved.deadline());
    }

    @EventListener
    void on(TimescaleDeclared declared) {
        breaches.declare(
                declared.deadline(),
                declared.declaration().reason(),
                declared.declaration().by());
    }

    /** What the law limits is not put off unseen by those above; whoever put it off themselves knows. */
    @EventListener
    void on(LaterDateAgreed agreed) {
        Deadline deadline = agreed.deadline();
        if (deadline.weight() != Weight.STATUTORY || directory.hasRole(agreed.by(), Role.SERVICE_MANAGER)) {
            return;
        }
        NoticeText words = BreachWording.laterDate(
                deadline.childRef(),
                deadline.name(),
                deadline.due(),
                agreed.until(),
                directory.nameOf(agreed.by()),
                agreed.reason());
        notifications.tell(Notice.now(
                "later-date:" + deadline.id() + ":" + UUID.randomUUID(),
                deadline.childRef(),
                deadline.journeyId(),
                "later-date",
                words.subject(),
                words.text(),
                List.of(Recipients.recipient(Role.SERVICE_MANAGER.key(), deadline.childRef()))));
    }

    private void remind(Deadline deadline) {
        if (deadline.remindAt() == null) {
            return;
        }
        NoticeText words = BreachWording.reminder(deadline.childRef(), deadline.name(), deadline.effectiveDue());
        List<String> recipients = new ArrayList<>(List.of(Notice.ownerOf(deadline.id())));
        // A manager who has not answered a breach is reminded themselves, not through the team they manage.
        if (!deadline.answersForBreach()) {
            recipients.add(Recipients.recipient(Role.TEAM_MANAGER.key(), deadline.childRef()));
        }
        notifications.tell(new Notice(
                "reminder:" + deadline.id() + ":" + deadline.effectiveDue().getEpochSecond(),
                deadline.childRef(),
                deadline.journeyId(),
                "reminder",
                words.subject(),
                words.text(),
                recipients,
                deadline.remindAt(),
                deadline.id()));
    }
}

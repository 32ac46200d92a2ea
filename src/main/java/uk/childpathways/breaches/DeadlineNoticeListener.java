package uk.childpathways.breaches;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineMoved;
import uk.childpathways.deadlines.DeadlineStarted;
import uk.childpathways.deadlines.TimescaleDeclared;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Role;

/**
 * What follows from the life of a deadline: a reminder to the holder of the task at that time and to the team manager, before
 * it is due and only while it is open; and for a declaration the same path as for a breach.
 */
@Component
class DeadlineNoticeListener {

    private final Notifications notifications;
    private final Breaches breaches;

    DeadlineNoticeListener(Notifications notifications, Breaches breaches) {
        this.notifications = notifications;
        this.breaches = breaches;
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

package uk.childpathways.breaches;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.DateCorrected;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Role;

/**
 * A date was corrected from which clocks ran: a breach that was none is withdrawn, and says so for good; those who work with
 * the child are told what moved.
 */
@Component
class CorrectedDates {

    private final Breaches breaches;
    private final Notifications notifications;
    private final Recipients people;
    private final Clock clock;

    CorrectedDates(Breaches breaches, Notifications notifications, Recipients people, Clock pathwaysClock) {
        this.breaches = breaches;
        this.notifications = notifications;
        this.people = people;
        this.clock = pathwaysClock;
    }

    @EventListener
    void on(DateCorrected corrected) {
        corrected.notMissed().forEach(deadline -> breaches.withdraw(deadline, corrected.because()));
        List<String> recipients = new ArrayList<>(people.recipients(List.of("worker"), corrected.childRef()));
        corrected.moved().forEach(deadline -> recipients.add(Notice.ownerOf(deadline.id())));
        recipients.add(Recipients.recipient(Role.TEAM_MANAGER.key(), corrected.childRef()));
        NoticeText words = BreachWording.correctedDate(corrected);
        notifications.tell(Notice.now(
                "date-corrected:" + corrected.childRef() + ":" + clock.instant().toEpochMilli(),
                corrected.childRef(),
                null,
                "date-corrected",
                words.subject(),
                words.text(),
                recipients));
    }
}

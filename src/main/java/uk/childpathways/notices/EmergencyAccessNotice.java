package uk.childpathways.notices;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.AccessDecided;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;

/** A record that is opened in an emergency is before the service manager in the same moment, with who and why. */
@Component
class EmergencyAccessNotice {

    private final Notifications notifications;
    private final Directory directory;

    EmergencyAccessNotice(Notifications notifications, Directory directory) {
        this.notifications = notifications;
        this.directory = directory;
    }

    @EventListener
    void opened(AccessDecided event) {
        RecordAccess.Decided decided = event.decided();
        if (decided.decision() != RecordAccess.Decision.EMERGENCY) {
            return;
        }
        String who = directory.nameOf(decided.by());
        notifications.tell(Notice.now(
                "emergency-access:" + decided.id(),
                decided.childRef(),
                null,
                "emergency-access",
                decided.childRef() + ": record opened in an emergency by " + who,
                who + " opened the record of child " + decided.childRef() + " in an emergency, until "
                        + Days.SHORT.moment(decided.untilAt()) + ". The reason given: " + decided.reason()
                        + "\nEnd the access with 'Decide who may see a record' if it is not needed.",
                List.of(Recipients.recipient(Role.SERVICE_MANAGER.key(), decided.childRef()))));
    }
}

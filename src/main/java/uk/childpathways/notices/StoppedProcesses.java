package uk.childpathways.notices;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Role;

/** Notifies process owners and administrators of a process that has stopped. */
@Component
public class StoppedProcesses {

    private final Notifications notifications;
    private final Clock clock;

    StoppedProcesses(Notifications notifications, Clock pathwaysClock) {
        this.notifications = notifications;
        this.clock = pathwaysClock;
    }

    /**
     * The child's manager is told, once for each place where the case stands still.
     *
     * @param place id of the step, the task or the case
     */
    @Transactional
    public void tellManager(String place, String childRef, String process, String step) {
        notifications.tell(Notice.now(
                "standing-still:" + place,
                childRef,
                null,
                "incident",
                childRef + ": a step of the journey stands still",
                "For child " + childRef + " the journey does not go on by itself at “" + step + "” (" + process
                        + "). The process owner has been told, and tries it again once the cause is mended. Look at the child's"
                        + " record: what is due meanwhile must be done without being asked for.",
                List.of(Recipients.recipient(Role.TEAM_MANAGER.key(), childRef))));
    }

    /**
     * @param process name of the process
     * @param element the step that failed
     * @param kind what sort of incident
     * @param job the engine's job; retried by hand and given up again, it is notified again
     */
    @Transactional
    public void tell(String process, String element, String kind, String job) {
        NoticeText words = ModelNotices.incident(process, element, kind);
        notifications.tell(Notice.now(
                "incident:" + job + ":" + clock.millis(),
                null,
                null,
                "incident",
                words.subject(),
                words.text(),
                List.of(Role.PROCESS_OWNER.group(), "camunda-admin")));
    }
}

package uk.childpathways.notices;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Role;

/** Tells process owners that the timescales which they had changed stand in other tables now. */
@Component
public class TimescalesMoved {

    private final Notifications notifications;

    TimescalesMoved(Notifications notifications) {
        this.notifications = notifications;
    }

    /** @param sentences one for each standard */
    @Transactional
    public void tell(List<String> sentences) {
        notifications.tell(Notice.now(
                "timescales-moved",
                null,
                null,
                "timescales-moved",
                "Your timescales stand in the tables of the journeys now",
                "The table of timescales has become one table for each journey. What you had changed was carried over;"
                        + " please look at it in Camunda Modeler. " + String.join(" ", sentences),
                List.of(Role.PROCESS_OWNER.group(), Administrators.GROUP)));
    }
}

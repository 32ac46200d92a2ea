package uk.childpathways.models;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.notices.StoppedProcesses;
import uk.childpathways.people.CoverCheck;

/** Each morning: the manager of each child whose case stands still has been told, once. */
@Component
@Order(CoverCheck.TASKS + 5)
class ManagersOfStillCases implements CoverCheck {

    private final StandingStill still;
    private final StoppedProcesses stopped;

    ManagersOfStillCases(StandingStill still, StoppedProcesses stopped) {
        this.still = still;
        this.stopped = stopped;
    }

    @Override
    @Transactional
    public void look() {
        List<StandingStill.Still> all = still.all();
        all.stream()
                .filter(one -> one.childRef() != null)
                .forEach(one -> stopped.tellManager(one.id(), one.childRef(), one.flow(), one.step()));
    }
}

package uk.childpathways.breaches;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.notices.OpenDeadlines;

/** Answers the outbox whether a reminder is still needed. */
@Component
class DeadlinesOfNotices implements OpenDeadlines {

    private final Deadlines deadlines;

    DeadlinesOfNotices(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public boolean isOpen(UUID deadlineId) {
        return deadlines.isOpen(deadlineId);
    }

    @Override
    public Optional<String> executionOf(UUID deadlineId) {
        return deadlines.find(deadlineId).map(Deadline::executionId);
    }
}

package uk.childpathways.engine.submission;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two people who press "Complete" at once come one after the other: the second waits until the first is through, and then
 * finds the task gone. Otherwise both would record, and one would fail in the middle.
 */
@Component
class OneAtATime {

    private final JdbcClient db;

    OneAtATime(JdbcClient db) {
        this.db = db;
    }

    /** Waits; holds until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void await(String taskId) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("task " + taskId)
                .query()
                .listOfRows();
    }
}

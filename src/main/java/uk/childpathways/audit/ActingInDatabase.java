package uk.childpathways.audit;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the database for the rest of a transaction who acts, and at which moment of the application's clock. */
@Component
class ActingInDatabase {

    private static final Object SAID = new Object();

    private final ObjectProvider<JdbcClient> db;
    private final ObjectProvider<Actor> actor;
    private final ObjectProvider<Clock> clock;

    ActingInDatabase(ObjectProvider<JdbcClient> db, ObjectProvider<Actor> actor, ObjectProvider<Clock> clock) {
        this.db = db;
        this.actor = actor;
        this.clock = clock;
    }

    String userId() {
        Actor known = actor.getIfAvailable();
        return known == null ? "application" : known.userId();
    }

    /** Once in each transaction; costs one short statement, and only where something is changed that keeps a trail. */
    void say() {
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getResource(SAID) == null) {
            sayFor(userId());
        }
    }

    void sayFor(String userId) {
        db.getObject()
                .sql("select set_config('pathways.actor', ?, true), set_config('pathways.now', ?, true)")
                .params(userId, clock.getObject().instant().toString())
                .query()
                .singleRow();
        if (TransactionSynchronizationManager.getResource(SAID) == null) {
            TransactionSynchronizationManager.bindResource(SAID, Boolean.TRUE);
            TransactionSynchronizationManager.registerSynchronization(new Forget());
        }
    }

    void sayBecause(String reason) {
        say();
        db.getObject()
                .sql("select set_config('pathways.reason', ?, true)")
                .param(reason == null ? "" : reason)
                .query()
                .singleRow();
    }

    /** Another transaction on this thread, within this one or after it, says it anew. */
    private static final class Forget implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(SAID);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(SAID, Boolean.TRUE);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(SAID);
        }
    }
}

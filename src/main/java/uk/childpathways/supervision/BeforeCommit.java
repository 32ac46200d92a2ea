package uk.childpathways.supervision;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects what changes for a child in one transaction, and acts on it once, before the commit. */
class BeforeCommit {

    /** @param mustRun holds for the child if it held for one of the changes */
    void once(String childRef, boolean mustRun, BiConsumer<String, Boolean> work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("A change for child " + childRef + " lies in no transaction");
        }
        @SuppressWarnings("unchecked")
        Map<String, Boolean> waiting = (Map<String, Boolean>) TransactionSynchronizationManager.getResource(this);
        if (waiting == null) {
            waiting = new LinkedHashMap<>();
            TransactionSynchronizationManager.bindResource(this, waiting);
            TransactionSynchronizationManager.registerSynchronization(new Work(waiting, work));
        }
        waiting.merge(childRef, mustRun, Boolean::logicalOr);
    }

    private final class Work implements TransactionSynchronization {

        private final Map<String, Boolean> waiting;
        private final BiConsumer<String, Boolean> work;

        Work(Map<String, Boolean> waiting, BiConsumer<String, Boolean> work) {
            this.waiting = waiting;
            this.work = work;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            // Acting on it may change something for the child again.
            while (!waiting.isEmpty()) {
                String childRef = waiting.keySet().iterator().next();
                work.accept(childRef, waiting.remove(childRef));
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BeforeCommit.this, waiting);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BeforeCommit.this);
        }
    }
}

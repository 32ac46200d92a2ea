package uk.childpathways.storage;

import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Something known for the length of one transaction and forgotten at its end, whichever way it ends. */
public final class TransactionMemory {

    private TransactionMemory() {}

    /** What the owner keeps in this thread's transaction; outside a transaction a new one that is not kept. */
    @SuppressWarnings("unchecked")
    public static <T> T of(Object owner, Supplier<T> empty) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return empty.get();
        }
        Key key = new Key(owner);
        T known = (T) TransactionSynchronizationManager.getResource(key);
        if (known == null) {
            T memory = empty.get();
            TransactionSynchronizationManager.bindResource(key, memory);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void suspend() {
                    TransactionSynchronizationManager.unbindResourceIfPossible(key);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(key, memory);
                }

                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(key);
                }
            });
            known = memory;
        }
        return known;
    }

    private record Key(Object owner) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.owner == owner;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(owner);
        }
    }
}

package uk.childpathways.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction has read already and need not ask again. One answer looks at the same few facts at every step –
 * who works here, who may open this record – and each was a question to the database.
 *
 * <p>Whoever writes what such a fact rests on says so with {@link #forget}. Nothing outlives the transaction, and a
 * transaction inside another reads for itself; without one nothing is kept.
 */
public final class ReadOnce {

    /** What a fact is about: facts of one kind are forgotten together. */
    public enum About {
        /** People, roles, teams, absences. */
        PEOPLE,
        /** Who may open which record. */
        RECORDS,
        /** What was decided about who may open which record. */
        DECISIONS,
        /** The events on record of a journey. */
        EVENTS,
        /** The intervals agreed in a journey. */
        INTERVALS
    }

    private ReadOnce() {}

    /** The fact, read now if this transaction has not read it since it was last forgotten. */
    @SuppressWarnings("unchecked")
    public static <T> T get(About about, Object key, Supplier<T> read) {
        Map<Object, Object> kept = kept(about);
        Object known = kept.get(key);
        if (known == null) {
            known = read.get();
            kept.put(key, known);
        }
        return (T) known;
    }

    /** What was read about this no longer holds: it is being changed. */
    public static void forget(About about) {
        kept(about).clear();
    }

    private static Map<Object, Object> kept(About about) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? TransactionMemory.of(about, HashMap::new)
                : new HashMap<>();
    }
}

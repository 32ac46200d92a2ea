package uk.childpathways.children;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.NewRow;
import uk.childpathways.storage.RecordKeys;

/**
 * The chain that makes tampering with a child's record show: every chronology entry, oversight entry and breach is sealed
 * together with the seal of the one before it for that child, with a key that does not lie in the database (HMAC-SHA-256).
 * Writers of one child take turns; writers of different children do not wait for each other.
 *
 * <p>Links of before there were keys are plain SHA-256. They end at a {@link RecordSeals seal}: from there on a link
 * without a key is a forgery.
 */
@Component
public class RecordChain {

    private static final String START = "0".repeat(64);

    private final JdbcClient db;
    private final ObjectProvider<ChainSource> sources;
    private final RecordKeys keys;
    private final RecordSeals seals;

    RecordChain(JdbcClient db, ObjectProvider<ChainSource> sources, RecordKeys keys, RecordSeals seals) {
        this.db = db;
        this.sources = sources;
        this.keys = keys;
        this.seals = seals;
    }

    /** The place of a new entry; store all three with the entry, in the same transaction. */
    public record Link(long seq, String previousHash, String hash) {

        /** The same row with its place in the chain. */
        public NewRow on(NewRow entry) {
            return entry.with("chain_seq", seq)
                    .with("previous_hash", previousHash)
                    .with("hash", hash);
        }
    }

    /** What verification found. */
    public record Report(String childRef, long length, List<String> faults) {

        public boolean intact() {
            return faults.isEmpty();
        }
    }

    /** How long a chain is, or was, and the hash of its last link. */
    public record Head(String childRef, long length, String lastHash) {}

    /**
     * The next link of this child's chain, in the caller's transaction. Other writers for the child wait until that
     * ends.
     *
     * @param payload what the entry says: texts, numbers, ids, instants (kept to the microsecond, as the database
     *     does), nulls; the order matters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Link next(String childRef, List<?> payload) {
        Head head = lock(childRef);
        long seq = head.length() + 1;
        String hash = keys.seal(parts(seq, head.lastHash(), payload));
        db.sql("update pathways.record_chain set length = ?, last_hash = ? where child_ref = ?")
                .params(seq, hash, childRef)
                .update();
        return new Link(seq, head.lastHash(), hash);
    }

    /**
     * Takes the turns of several children at once, in one order for everybody, so that two people who record jointly
     * for the same siblings cannot block each other. Call before the first entry of a joint recording.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Collection<String> childRefs) {
        childRefs.stream().distinct().sorted().forEach(this::lock);
    }

    /** Reads the child's whole chain again and says where it was tampered with. */
    @Transactional(readOnly = true)
    public Report verify(String childRef) {
        return verify(List.of(childRef), Map.of()).get(0);
    }

    /**
     * Reads the whole chains of several children again.
     *
     * @param anchored what each chain was known to be at an earlier moment: it must still contain that link
     * @return a report for each child, in the order given
     */
    @Transactional(readOnly = true)
    public List<Report> verify(Collection<String> childRefs, Map<String, Head> anchored) {
        Map<String, List<ChainSource.Entry>> entries = sources.orderedStream()
                .flatMap(source -> source.entriesOf(childRefs).stream())
                .collect(Collectors.groupingBy(ChainSource.Entry::childRef));
        Map<String, List<RecordSeals.Seal>> sealed = seals.of(childRefs);
        Map<String, Head> heads =
                heads(childRefs).stream().collect(Collectors.toMap(Head::childRef, Function.identity()));
        return childRefs.stream()
                .map(ref -> {
                    List<ChainSource.Entry> chain = new ArrayList<>(entries.getOrDefault(ref, List.of()));
                    chain.sort(Comparator.comparingLong(ChainSource.Entry::seq));
                    List<String> faults = new ArrayList<>();
                    links(chain, heads.getOrDefault(ref, new Head(ref, 0, START)), faults);
                    seals.check(ref, chain, sealed.getOrDefault(ref, List.of()), faults);
                    Head then = anchored.get(ref);
                    if (then != null && !contains(chain, then)) {
                        faults.add("When the record was last anchored it had " + then.length()
                                + " entries; that state is not part of it any more.");
                    }
                    return new Report(ref, chain.size(), List.copyOf(faults));
                })
                .toList();
    }

    /** The heads of these chains; a child without entries has none. */
    @Transactional(readOnly = true)
    public List<Head> heads(Collection<String> childRefs) {
        return db.sql("select child_ref, length, last_hash from pathways.record_chain where child_ref = any (?)")
                .param(childRefs.toArray(String[]::new))
                .query((row, i) -> new Head(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }

    private void links(List<ChainSource.Entry> chain, Head head, List<String> faults) {
        long expected = 1;
        String previous = START;
        for (ChainSource.Entry entry : chain) {
            if (entry.seq() > expected) {
                faults.add(missing(expected, entry.seq() - 1));
            } else if (entry.seq() < expected) {
                faults.add("Two entries have the place " + entry.seq() + ": " + entry.what() + " is one of them.");
            } else if (!entry.previousHash().equals(previous)) {
                faults.add("Before " + entry.what() + " (place " + entry.seq()
                        + ") the chain is broken: it does not follow from the entry before it.");
            }
            if (!made(entry)) {
                faults.add("The content of " + entry.what() + " (place " + entry.seq() + ") was changed.");
            }
            previous = entry.hash();
            expected = entry.seq() + 1;
        }
        if (head.length() >= expected) {
            faults.add(missing(expected, head.length()));
        } else if (head.length() < expected - 1) {
            faults.add("There are more entries than were written through the application: " + (expected - 1)
                    + " instead of " + head.length() + ".");
        } else if (!head.lastHash().equals(previous)) {
            faults.add("The last entry (place " + head.length() + ") is not the one that was written.");
        }
    }

    private boolean made(ChainSource.Entry entry) {
        List<Object> parts = parts(entry.seq(), entry.previousHash(), entry.payload());
        return RecordKeys.keyOf(entry.hash()) == null
                ? entry.hash().equals(RecordKeys.plain(parts))
                : keys.sealed(entry.hash(), parts);
    }

    private static boolean contains(List<ChainSource.Entry> chain, Head then) {
        return then.length() == 0
                || chain.stream()
                        .anyMatch(entry ->
                                entry.seq() == then.length() && entry.hash().equals(then.lastHash()));
    }

    private static String missing(long from, long to) {
        return from == to
                ? "The entry at place " + from + " is missing."
                : "The entries at places " + from + " to " + to + " are missing.";
    }

    private Head lock(String childRef) {
        return held(childRef).orElseGet(() -> {
            db.sql("insert into pathways.record_chain (child_ref, length, last_hash) values (?, 0, ?)"
                            + " on conflict (child_ref) do nothing")
                    .params(childRef, START)
                    .update();
            return held(childRef).orElseThrow();
        });
    }

    private Optional<Head> held(String childRef) {
        return db.sql("select length, last_hash from pathways.record_chain where child_ref = ? for update")
                .param(childRef)
                .query((row, number) -> new Head(childRef, row.getLong("length"), row.getString("last_hash")))
                .optional();
    }

    private static List<Object> parts(long seq, String previous, List<?> payload) {
        List<Object> parts = new ArrayList<>();
        parts.add(seq);
        parts.add(previous);
        parts.addAll(payload);
        return parts;
    }
}

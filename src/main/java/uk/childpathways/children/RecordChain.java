package uk.childpathways.children;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.NewRow;

/**
 * The chain that makes tampering with a child's record show: every chronology entry, oversight entry and breach carries
 * the SHA-256 of the one before it for that child. Writers of one child take turns; writers of different children do
 * not wait for each other.
 */
@Component
public class RecordChain {

    private static final String START = "0".repeat(64);

    private final JdbcClient db;
    private final ObjectProvider<ChainSource> sources;

    RecordChain(JdbcClient db, ObjectProvider<ChainSource> sources) {
        this.db = db;
        this.sources = sources;
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
        String hash = hash(seq, head.lastHash(), payload);
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
        List<ChainSource.Entry> entries = new ArrayList<>();
        sources.orderedStream().forEach(source -> entries.addAll(source.entriesOf(childRef)));
        entries.sort(Comparator.comparingLong(ChainSource.Entry::seq));

        List<String> faults = new ArrayList<>();
        long expected = 1;
        String previous = START;
        for (ChainSource.Entry entry : entries) {
            if (entry.seq() > expected) {
                faults.add(missing(expected, entry.seq() - 1));
            } else if (entry.seq() < expected) {
                faults.add("Two entries have the place " + entry.seq() + ": " + entry.what() + " is one of them.");
            } else if (!entry.previousHash().equals(previous)) {
                faults.add("Before " + entry.what() + " (place " + entry.seq()
                        + ") the chain is broken: it does not follow from the entry before it.");
            }
            if (!entry.hash().equals(hash(entry.seq(), entry.previousHash(), entry.payload()))) {
                faults.add("The content of " + entry.what() + " (place " + entry.seq() + ") was changed.");
            }
            previous = entry.hash();
            expected = entry.seq() + 1;
        }
        Head head = db.sql("select length, last_hash from pathways.record_chain where child_ref = ?")
                .param(childRef)
                .query(Head.class)
                .optional()
                .orElse(new Head(0, START));
        if (head.length() >= expected) {
            faults.add(missing(expected, head.length()));
        } else if (head.length() < expected - 1) {
            faults.add("There are more entries than were written through the application: " + (expected - 1)
                    + " instead of " + head.length() + ".");
        } else if (!head.lastHash().equals(previous)) {
            faults.add("The last entry (place " + head.length() + ") is not the one that was written.");
        }
        return new Report(childRef, entries.size(), List.copyOf(faults));
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
                .query((row, number) -> new Head(row.getLong("length"), row.getString("last_hash")))
                .optional();
    }

    record Head(long length, String lastHash) {}

    private static String hash(long seq, String previous, List<?> payload) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            feed(sha, Long.toString(seq));
            feed(sha, previous);
            for (Object part : payload) {
                feed(sha, text(part));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object part) {
        return part instanceof Instant instant
                ? instant.truncatedTo(ChronoUnit.MICROS).toString()
                : part == null ? null : part.toString();
    }

    /** Each part with its length in front, so that no text can pretend to be two. */
    private static void feed(MessageDigest sha, String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        sha.update(((part == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
    }
}

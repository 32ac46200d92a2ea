package uk.childpathways.children;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import uk.childpathways.storage.RecordKeys;
import uk.childpathways.storage.StartUpStep;

/**
 * Seals the end of chains that were made without a key, or with an older one: from the moment in which a key is first
 * used, what was there can be changed only by whoever has that key. Made at start, once for each chain and key.
 */
@Component
@Order(RecordSeals.AFTER_THE_KEYS)
class RecordSeals implements StartUpStep {

    static final int AFTER_THE_KEYS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RecordSeals.class);
    private static final String CHAIN = "record";
    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final RecordKeys keys;
    private final Clock clock;

    RecordSeals(JdbcTemplate jdbc, RecordKeys keys, Clock pathwaysClock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = pathwaysClock;
    }

    /** What one chain was when it was sealed. */
    record Seal(String childRef, long length, String lastHash, String seal) {

        List<?> parts() {
            return List.of(CHAIN, childRef, length, lastHash);
        }
    }

    @Override
    public void run() {
        List<Seal> unsealed = jdbc.query(
                "select c.child_ref, c.length, c.last_hash from pathways.record_chain c where c.length > 0"
                        + " and c.last_hash not like ? || '.%' and not exists (select 1 from pathways.record_seal s"
                        + " where s.chain = ? and s.ref = c.child_ref and s.length = c.length"
                        + " and s.seal like ? || '.%')",
                (row, i) -> new Seal(row.getString(1), row.getLong(2), row.getString(3), null),
                keys.current(),
                CHAIN,
                keys.current());
        if (unsealed.isEmpty()) {
            return;
        }
        java.sql.Timestamp now = java.sql.Timestamp.from(clock.instant());
        jdbc.batchUpdate(
                "insert into pathways.record_seal (chain, ref, length, last_hash, seal, at) values (?, ?, ?, ?, ?, ?)",
                unsealed,
                BATCH,
                (row, chain) -> {
                    row.setString(1, CHAIN);
                    row.setString(2, chain.childRef());
                    row.setLong(3, chain.length());
                    row.setString(4, chain.lastHash());
                    row.setString(5, keys.seal(chain.parts()));
                    row.setTimestamp(6, now);
                });
        LOG.info("The records of {} people were sealed with the key {}", unsealed.size(), keys.current());
    }

    Map<String, List<Seal>> of(Collection<String> childRefs) {
        return jdbc
                .query(
                        "select ref, length, last_hash, seal from pathways.record_seal where chain = ? and ref = any (?)",
                        (row, i) -> new Seal(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)),
                        CHAIN,
                        childRefs.toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(Seal::childRef));
    }

    /** What was sealed is still there, and nothing was added since without a key or with one that was out of use. */
    void check(String childRef, List<ChainSource.Entry> chain, List<Seal> sealed, List<String> faults) {
        for (Seal one : sealed) {
            if (!keys.sealed(one.seal(), one.parts())) {
                faults.add("A seal over the first " + one.length() + " entries was not made by the application.");
            } else if (chain.stream()
                    .noneMatch(
                            entry -> entry.seq() == one.length() && entry.hash().equals(one.lastHash()))) {
                faults.add("The first " + one.length() + " entries are not those that were sealed.");
            }
        }
        for (ChainSource.Entry entry : chain) {
            String key = RecordKeys.keyOf(entry.hash());
            boolean plainBelongs = sealed.stream().anyMatch(seal -> entry.seq() <= seal.length());
            boolean tooOld = sealed.stream()
                    .anyMatch(seal -> entry.seq() > seal.length() && age(key) < age(RecordKeys.keyOf(seal.seal())));
            if (key == null ? !plainBelongs || tooOld : tooOld) {
                faults.add(
                        key == null
                                ? "The entry " + entry.what() + " (place " + entry.seq() + ") was not written by the"
                                        + " application: it has no key."
                                : "The entry " + entry.what() + " (place " + entry.seq() + ") was made with the key "
                                        + key + " after that was out of use.");
            }
        }
    }

    private int age(String key) {
        return key == null ? -1 : keys.age(key);
    }
}

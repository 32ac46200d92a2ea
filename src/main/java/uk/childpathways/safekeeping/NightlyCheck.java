package uk.childpathways.safekeeping;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.calendar.England;
import uk.childpathways.children.RecordChain;

/**
 * Once a night every chain is read again: all records in small batches, then the trail; at the end the night's anchor is
 * written. How far it has come stands in the database: a node that dies is followed by another where it was.
 */
@Component
class NightlyCheck {

    private static final Logger LOG = LoggerFactory.getLogger(NightlyCheck.class);
    /** A transaction holds this many records in memory; 45,000 make 900 batches. */
    private static final int BATCH = 50;

    private static final long LOCK = 0x43_50_4e43L;

    private final JdbcClient db;
    private final RecordChain chain;
    private final TrailSeals trail;
    private final RecordBreaks breaks;
    private final Anchors anchors;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int hour;
    private Map<String, RecordChain.Head> anchored = Map.of();
    private LocalDate anchoredFor;

    NightlyCheck(
            JdbcClient db,
            RecordChain chain,
            TrailSeals trail,
            RecordBreaks breaks,
            Anchors anchors,
            TransactionTemplate transaction,
            Clock pathwaysClock,
            @Value("${pathways.record.check-hour:2}") int hour) {
        this.db = db;
        this.chain = chain;
        this.trail = trail;
        this.breaks = breaks;
        this.anchors = anchors;
        this.transaction = transaction;
        this.clock = pathwaysClock;
        this.hour = hour;
    }

    /**
     * One night's check.
     *
     * @param finishedAt null while it goes on
     * @param upTo the last record that was read
     * @param broken records in which something was found
     * @param anchor the file that was written at the end; null without a folder for them
     */
    record Night(
            LocalDate day,
            Instant startedAt,
            Instant finishedAt,
            String upTo,
            int checked,
            int broken,
            String anchor) {}

    /** Goes on with tonight's check, or begins it, until it is done or another node does it. */
    void goOn() {
        goOn(tonight());
    }

    private LocalDate tonight() {
        ZonedDateTime now = clock.instant().atZone(England.ZONE);
        return now.getHour() < hour ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    }

    /** Tonight's check begins from the first record again, at the next look of a node. */
    void again() {
        db.sql("update pathways.record_check set started_at = ?, finished_at = null, up_to = '', checked = 0,"
                        + " broken = 0 where day = ?")
                .params(Timestamp.from(clock.instant()), tonight())
                .update();
        anchoredFor = null;
    }

    /** As {@link #goOn()}, for a day; what is done is not done again. */
    void goOn(LocalDate night) {
        while (Boolean.TRUE.equals(transaction.execute(status -> step(night)))) {
            // The next batch in a transaction of its own: no lock is held for longer than one.
        }
    }

    /** @return whether there is more to do for this node */
    private boolean step(LocalDate night) {
        boolean mine = db.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
        if (!mine) {
            return false;
        }
        Optional<Night> begun = of(night);
        if (begun.isEmpty()) {
            db.sql("insert into pathways.record_check (day, started_at, up_to, checked, broken) values (?, ?,"
                            + " '', 0, 0)")
                    .params(night, Timestamp.from(clock.instant()))
                    .update();
            return true;
        }
        Night one = begun.get();
        if (one.finishedAt() != null) {
            return false;
        }
        List<String> next = db.sql("select ref from pathways.record_subject where ref > ? order by ref limit ?")
                .params(one.upTo(), BATCH)
                .query(String.class)
                .list();
        if (next.isEmpty()) {
            finish(one);
            return false;
        }
        List<RecordChain.Report> reports = chain.verify(next, anchoredBefore(night));
        reports.stream()
                .filter(report -> !report.intact())
                .forEach(report -> breaks.found(RecordBreak.RECORD, report.childRef(), report.faults()));
        db.sql("update pathways.record_check set up_to = ?, checked = checked + ?, broken = broken + ? where day = ?")
                .params(
                        next.get(next.size() - 1),
                        next.size(),
                        reports.stream().filter(report -> !report.intact()).count(),
                        night)
                .update();
        return true;
    }

    private void finish(Night night) {
        List<String> faults = trail.faults();
        breaks.found(RecordBreak.AUDIT, "", faults);
        trail.seal();
        String anchor = anchors.write().orElse(null);
        db.sql("update pathways.record_check set finished_at = ?, broken = broken + ?, anchor = ? where day = ?")
                .params(Timestamp.from(clock.instant()), faults.isEmpty() ? 0 : 1, anchor, night.day())
                .update();
        int broken = night.broken() + (faults.isEmpty() ? 0 : 1);
        if (broken == 0) {
            LOG.info("Nightly check: {} records and the trail are as they were written", night.checked());
        } else {
            LOG.error("Nightly check: {} of {} records are not as they were written", broken, night.checked());
        }
    }

    /** What the newest anchor says of each record: read once a night. */
    private Map<String, RecordChain.Head> anchoredBefore(LocalDate night) {
        if (!night.equals(anchoredFor)) {
            Map<String, RecordChain.Head> heads = new HashMap<>();
            anchors.newest()
                    .ifPresent(anchor -> anchor.heads().stream()
                            .filter(head -> head.chain().equals(RecordBreak.RECORD))
                            .forEach(head -> heads.put(
                                    head.ref(), new RecordChain.Head(head.ref(), head.length(), head.lastHash()))));
            anchored = heads;
            anchoredFor = night;
        }
        return anchored;
    }

    Optional<Night> of(LocalDate day) {
        return db.sql("select * from pathways.record_check where day = ?")
                .param(day)
                .query(NightlyCheck::night)
                .optional();
    }

    List<Night> last(int nights) {
        return db.sql("select * from pathways.record_check order by day desc limit ?")
                .param(nights)
                .query(NightlyCheck::night)
                .list();
    }

    private static Night night(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new Night(
                row.getDate("day").toLocalDate(),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("up_to"),
                row.getInt("checked"),
                row.getInt("broken"),
                row.getString("anchor"));
    }
}

package uk.childpathways.deadlines;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.people.Directory;
import uk.childpathways.standards.AgreedInterval;
import uk.childpathways.storage.NewRow;
import uk.childpathways.storage.ReadOnce;

/** The intervals agreed in journeys, append-only: a later one for the same standard takes the earlier one's place. */
@Component
class AgreedIntervals {

    private final JdbcClient db;
    private final Directory directory;

    AgreedIntervals(JdbcClient db, Directory directory) {
        this.db = db;
        this.directory = directory;
    }

    void add(
            UUID journeyId,
            String childRef,
            String standardId,
            TimeLimit limit,
            String by,
            Instant at,
            UUID entryId,
            String reason) {
        NewRow.in("pathways.agreed_interval")
                .with("id", UUID.randomUUID())
                .with("journey_id", journeyId)
                .with("child_ref", childRef)
                .with("standard_id", standardId)
                .with("amount", limit.amount())
                .with("unit", limit.unit().code())
                .with("by_user", by)
                .with("at", at)
                .with("chronology_entry_id", entryId)
                .with("reason", reason)
                .add(db);
        ReadOnce.forget(ReadOnce.About.INTERVALS);
    }

    /** What holds for the standard in this journey; null for nothing. */
    AgreedInterval of(UUID journeyId, String standardId) {
        return ReadOnce.get(ReadOnce.About.INTERVALS, journeyId, () -> ofJourney(journeyId))
                .get(standardId);
    }

    private Map<String, AgreedInterval> ofJourney(UUID journeyId) {
        Map<String, AgreedInterval> latest = new HashMap<>();
        db.sql("select * from pathways.agreed_interval where journey_id = ? order by seq")
                .param(journeyId)
                .query(row -> {
                    latest.put(
                            row.getString("standard_id"),
                            new AgreedInterval(
                                    TimeLimit.after(
                                            row.getInt("amount"),
                                            Unit.of(row.getString("unit")).orElseThrow()),
                                    directory.nameOf(row.getString("by_user")),
                                    row.getTimestamp("at").toInstant(),
                                    row.getString("reason")));
                });
        return latest;
    }
}

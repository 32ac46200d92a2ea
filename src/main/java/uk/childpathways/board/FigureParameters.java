package uk.childpathways.board;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.RecordAccess;

/** What every question about the figures of teams names: the teams, the moment, and the records closed to the reader. */
@Component
class FigureParameters {

    private final RecordAccess restrictions;
    private final ChildAccess access;
    private final Clock clock;

    FigureParameters(RecordAccess restrictions, ChildAccess access, Clock pathwaysClock) {
        this.restrictions = restrictions;
        this.access = access;
        this.clock = pathwaysClock;
    }

    /** As {@link #of}, and what {@link ChildAccess#OPEN} names. */
    MapSqlParameterSource withReader(Collection<String> teams, String reader) {
        return of(teams, reader).addValues(access.reader(reader));
    }

    /** {@code :teams}, {@code :closed} (references of children), {@code :now} and {@code :today} in England, and its {@code :zone}. */
    MapSqlParameterSource of(Collection<String> teams, String reader) {
        Instant now = clock.instant();
        return new MapSqlParameterSource()
                .addValue("teams", teams.toArray(String[]::new))
                .addValue("closed", restrictions.closedTo(reader).toArray(String[]::new))
                .addValue("now", Timestamp.from(now))
                .addValue("today", England.dayOf(now))
                .addValue("zone", England.ZONE.getId());
    }
}

package uk.childpathways.deadlines;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;

/** From when work that is due far ahead appears in people's lists: next year's review is not today's work. */
@Component
class FollowUpDate {

    private final int days;
    private final Clock clock;

    FollowUpDate(@Value("${pathways.deadlines.in-sight-days:28}") int days, Clock pathwaysClock) {
        this.days = days;
        this.clock = pathwaysClock;
    }

    /** The beginning of the day, that many days before the due day; empty where it has come: at once. */
    Optional<Instant> from(Instant due) {
        return Optional.of(England.startOf(England.dayOf(due).minusDays(days)))
                .filter(begin -> begin.isAfter(clock.instant()));
    }
}

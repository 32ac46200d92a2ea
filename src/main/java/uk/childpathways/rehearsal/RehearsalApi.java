package uk.childpathways.rehearsal;

import io.swagger.v3.oas.annotations.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.calendar.England;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/** {@code /api/rehearsal/clock}: there is no such address unless the installation is for rehearsal. */
@RestController
@RequestMapping("/api/rehearsal/clock")
@Conditional(RehearsalInstallation.class)
class RehearsalApi {

    private static final Set<String> MAY = Set.of("process-owners", "camunda-admin");

    /** What calendar, database and engine all reckon with. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final RehearsalClock clock;

    RehearsalApi(RehearsalClock clock) {
        this.clock = clock;
    }

    /**
     * @param now the clock of the application
     * @param offsetSeconds how far it is ahead of real time
     * @param timersDue timers that are due and have not fired yet
     */
    record Reading(OffsetDateTime now, long offsetSeconds, int timersDue) {}

    /** @param now the moment to move to, such as {@code 2026-04-27T23:59:30+01:00} */
    record Move(String now) {}

    /**
     * @param timersDue timers that had become due
     * @param timersFired how many of them fired while the call waited
     * @param timersLeft how many are still to fire
     */
    record Moved(OffsetDateTime now, long offsetSeconds, int timersDue, int timersFired, int timersLeft) {}

    @GetMapping
    @Operation(summary = "What time it is in this rehearsal")
    Reading read(Authentication caller) {
        allow(caller);
        return new Reading(now(), clock.offset().toSeconds(), clock.dueTimers());
    }

    @PutMapping
    @Operation(summary = "Moves time, lets the timers fire that have become due, and says how many did")
    Moved move(@RequestBody Move move, Authentication caller) {
        allow(caller);
        RehearsalClock.Moved moved = clock.moveTo(moment(move.now()), caller.getName());
        return new Moved(now(), clock.offset().toSeconds(), moved.due(), moved.fired(), moved.left());
    }

    private OffsetDateTime now() {
        return clock.now().atZone(England.ZONE).toOffsetDateTime();
    }

    private static Instant moment(String text) {
        try {
            Instant moment = OffsetDateTime.parse(String.valueOf(text)).toInstant();
            if (moment.isBefore(FIRST) || !moment.isBefore(END)) {
                throw new BadInputProblem(
                        "A rehearsal takes place between the years 2000 and 2199: " + text + " is not in them.");
            }
            return moment;
        } catch (DateTimeException e) {
            throw new BadInputProblem("'now' must be a date and time with its offset, such as"
                    + " 2026-04-27T23:59:30+01:00, and not '" + text + "'.");
        }
    }

    private static void allow(Authentication caller) {
        boolean may = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(MAY::contains);
        if (!may) {
            throw new NotAllowedProblem("Only a process owner or an administrator moves time in a rehearsal.");
        }
    }
}

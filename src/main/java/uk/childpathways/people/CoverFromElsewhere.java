package uk.childpathways.people;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether somebody's cover would bring a team's records to a colleague from elsewhere. With a place that opens whole teams
 * come all of their children: so within the team and up its line anybody concerned names the cover, and from elsewhere a
 * manager of the person away does, not a practitioner and not the administrator.
 */
@Component
@Transactional(readOnly = true)
class CoverFromElsewhere {

    private final LineOfManagement managers;

    CoverFromElsewhere(LineOfManagement managers) {
        this.managers = managers;
    }

    boolean is(Person away, Person covers) {
        boolean opensTeams = away.roles().stream()
                .map(role -> Role.of(role).scope())
                .anyMatch(scope -> scope == Role.Scope.TEAM || scope == Role.Scope.EVERY_CHILD);
        boolean together = away.team() == null
                ? away.roles().stream().anyMatch(covers.roles()::contains)
                : away.team().equals(covers.team());
        return opensTeams
                && !together
                && managers.above(away.userId()).stream().map(Person::userId).noneMatch(covers.userId()::equals);
    }
}

package uk.childpathways.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lines of management. Of those who work with families: practitioner, team manager of the team, service manager of
 * the team's service, head of service, director. Of those who scrutinise that work (conference chairs and their service,
 * reviewing officers, the panel): safeguarding manager, head of safeguarding, director; nobody whose work they scrutinise
 * is above them.
 */
@Component
@Transactional(readOnly = true)
public class LineOfManagement {

    private static final List<Role> LINE =
            List.of(Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    /** Rung by rung beside {@link #LINE} from the service manager up. */
    private static final List<Role> SCRUTINY_LINE =
            List.of(Role.SAFEGUARDING_MANAGER, Role.HEAD_OF_SAFEGUARDING, Role.DIRECTOR);

    private static final List<Role> OF_THE_TEAM = List.of(Role.TEAM_MANAGER, Role.ASSISTANT_TEAM_MANAGER);

    private static final Set<Role> SCRUTINY = EnumSet.of(
            Role.CP_CHAIR,
            Role.CONFERENCE_ADMINISTRATOR,
            Role.IRO,
            Role.FOSTERING_REVIEWING_OFFICER,
            Role.PANEL_ADVISER,
            Role.QUALITY_ASSURANCE,
            Role.PRACTICE_IMPROVEMENT_LEAD);

    private final Directory directory;

    LineOfManagement(Directory directory) {
        this.directory = directory;
    }

    public List<Person> teamManagersOf(String team) {
        return directory.inRole(Role.TEAM_MANAGER, team);
    }

    /** The service managers of the service to which the team belongs; those without a service manage every one. */
    public List<Person> serviceManagersOf(String team) {
        String service = directory.teamById(team).map(Team::service).orElse(null);
        return directory.inRole(Role.SERVICE_MANAGER, null).stream()
                .filter(person -> person.service() == null
                        || service == null
                        || person.service().equals(service))
                .toList();
    }

    /** The people on that rung of the line above a team. */
    public List<Person> of(Role rung, String team) {
        return rung == Role.SERVICE_MANAGER ? serviceManagersOf(team) : directory.inRole(rung, team);
    }

    /**
     * Whether the person manages this team today: in it or above it, in the place of somebody who does, or as the next in
     * line where none of its managers is here.
     */
    public boolean manages(String userId, String team) {
        Person person = directory.person(userId).filter(Person::active).orElse(null);
        if (person == null || team == null) {
            return false;
        }
        String service = directory.teamById(team).map(Team::service).orElse(null);
        return directory.placesOf(person).stream().anyMatch(place -> managesBy(place, team, service))
                || OF_THE_TEAM.stream()
                        .map(role -> directory.groupFor(role.key(), team))
                        .anyMatch(group -> directory.membersOf(group).contains(userId));
    }

    private static boolean managesBy(Person place, String team, String service) {
        return place.roles().stream()
                .map(Role::of)
                .filter(Role::manager)
                .anyMatch(role -> role.ofTeam()
                        ? team.equals(place.team())
                        : role.scope() == Role.Scope.EVERY_CHILD
                                && (place.service() == null
                                        || service == null
                                        || place.service().equals(service)));
    }

    /**
     * The next rung up from a role; above a director there is none. A role outside the line is answered by the first rung;
     * the early help manager stands beside the team managers.
     */
    public Optional<Role> above(Role role) {
        if (role == Role.EARLY_HELP_MANAGER) {
            return Optional.of(Role.SERVICE_MANAGER);
        }
        List<Role> own = SCRUTINY.contains(role) || SCRUTINY_LINE.contains(role) ? SCRUTINY_LINE : LINE;
        int rung = own.indexOf(role);
        return role != Role.DIRECTOR && rung + 1 < own.size() ? Optional.of(own.get(rung + 1)) : Optional.empty();
    }

    /** Whether this role scrutinises the work with families, or leads those who do; the director stands above both lines. */
    public boolean scrutinises(Role role) {
        return SCRUTINY.contains(role) || (role != Role.DIRECTOR && SCRUTINY_LINE.contains(role));
    }

    /** The rung of the line of those who scrutinise that stands as high as this one of the service's line. */
    public Role inScrutiny(Role rung) {
        return SCRUTINY_LINE.contains(rung) ? rung : SCRUTINY_LINE.get(Math.max(0, LINE.indexOf(rung) - 1));
    }

    /** How high a rung stands in its line, the same in both from the service manager up. */
    public int height(Role role) {
        return LINE.contains(role) ? LINE.indexOf(role) : SCRUTINY_LINE.indexOf(role) + 1;
    }

    /**
     * Everybody on the rungs of the line above this person, of their team and service: those on the person's own rung
     * and below are not among them.
     */
    public List<Person> above(String userId) {
        Person person = directory.person(userId).orElse(null);
        if (person == null) {
            return List.of();
        }
        List<Role> rungs = lineOf(person);
        int own = rungs.stream()
                .filter(person::hasRole)
                .mapToInt(rungs::indexOf)
                .max()
                .orElse(-1);
        String service = person.team() == null
                ? person.service()
                : directory.teamById(person.team()).map(Team::service).orElse(person.service());
        return rungs.subList(own + 1, rungs.size()).stream()
                .filter(rung -> !rung.ofTeam() || person.team() != null)
                .flatMap(rung -> of(rung, person.team()).stream())
                .filter(manager -> manager.service() == null
                        || service == null
                        || manager.service().equals(service))
                .filter(manager -> !manager.userId().equals(userId))
                .distinct()
                .toList();
    }

    /** Who manages this person: the first rung above them that another person holds. */
    public List<Person> managersOf(String userId) {
        Person person = directory.person(userId).orElse(null);
        if (person == null) {
            return List.of();
        }
        List<Role> rungs = lineOf(person);
        int highest = -1;
        for (int i = 0; i < rungs.size(); i++) {
            if (person.hasRole(rungs.get(i))) {
                highest = i;
            }
        }
        for (int i = highest + 1; i < rungs.size(); i++) {
            List<Person> above = of(rungs.get(i), person.team()).stream()
                    .filter(manager -> !manager.userId().equals(userId))
                    .toList();
            if (!above.isEmpty() && !(rungs.get(i).ofTeam() && person.team() == null)) {
                return above;
            }
        }
        return List.of();
    }

    /** Who scrutinises and does not also lead those who work with families is managed by the line of scrutiny. */
    private List<Role> lineOf(Person person) {
        return LINE.stream().noneMatch(person::hasRole)
                        && person.roles().stream().map(Role::of).anyMatch(this::scrutinises)
                ? SCRUTINY_LINE
                : LINE;
    }
}

package uk.childpathways.people;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The line of management: practitioner, team manager of the team, service manager of the team's service, head of
 * service, director.
 */
@Component
@Transactional(readOnly = true)
public class LineOfManagement {

    private static final List<Role> LINE =
            List.of(Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

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

    /** The next rung up from a role; above a director there is none. A role outside the line is answered by the first rung. */
    public Optional<Role> above(Role role) {
        int rung = LINE.indexOf(role);
        return rung + 1 < LINE.size() ? Optional.of(LINE.get(rung + 1)) : Optional.empty();
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
        int own = LINE.stream()
                .filter(person::hasRole)
                .mapToInt(LINE::indexOf)
                .max()
                .orElse(-1);
        String service = person.team() == null
                ? person.service()
                : directory.teamById(person.team()).map(Team::service).orElse(person.service());
        return LINE.subList(own + 1, LINE.size()).stream()
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
        int highest = -1;
        for (int i = 0; i < LINE.size(); i++) {
            if (person.hasRole(LINE.get(i))) {
                highest = i;
            }
        }
        for (int i = highest + 1; i < LINE.size(); i++) {
            List<Person> above = of(LINE.get(i), person.team()).stream()
                    .filter(manager -> !manager.userId().equals(userId))
                    .toList();
            if (!above.isEmpty() && !(LINE.get(i).ofTeam() && person.team() == null)) {
                return above;
            }
        }
        return List.of();
    }
}

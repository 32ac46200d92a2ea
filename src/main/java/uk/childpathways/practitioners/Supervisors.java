package uk.childpathways.practitioners;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;

/** Who may supervise (DFE-0-02a), and who may open or change the supervision of whom. */
@Component
@Transactional(readOnly = true)
class Supervisors {

    private static final List<Role> ABOVE_TEAMS = List.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private static final List<Role> OF_SCRUTINY = List.of(Role.SAFEGUARDING_MANAGER, Role.HEAD_OF_SAFEGUARDING);

    private final Directory directory;
    private final LineOfManagement line;

    Supervisors(Directory directory, LineOfManagement line) {
        this.directory = directory;
        this.line = line;
    }

    /** Everybody in a group that supervises, by name. */
    List<Person> all() {
        return everybody(Arrays.stream(Role.values()).filter(Role::manager).toList());
    }

    /**
     * Why this person cannot supervise the practitioner, as the rest of a sentence. A registered social worker is
     * supervised by one.
     */
    Optional<String> whyNot(String supervisor, String practitioner) {
        Person person = directory.person(supervisor).filter(Person::active).orElse(null);
        if (person == null || person.roles().stream().map(Role::of).noneMatch(Role::manager)) {
            return Optional.of("must be a person in a supervisor's role: a manager or the principal social worker");
        }
        if (supervisor.equals(practitioner)) {
            return Optional.of("cannot be the practitioner: nobody supervises themselves");
        }
        boolean socialWorker =
                directory.person(practitioner).map(Person::registered).orElse(false);
        return socialWorker && !person.registered()
                ? Optional.of("must be a registered social worker, because the practitioner is one")
                : Optional.empty();
    }

    /** Those whose supervision this manager may open or change, by name. */
    List<Person> managedBy(String userId) {
        Person manager = directory.person(userId).filter(Person::active).orElse(null);
        if (manager == null) {
            return List.of();
        }
        Map<String, String> services = directory.teams().stream().collect(Collectors.toMap(Team::id, Team::service));
        return everybody(List.of(Role.values())).stream()
                .filter(person -> manages(manager, person, services))
                .toList();
    }

    private List<Person> everybody(List<Role> roles) {
        return directory.inRoles(roles, null).values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    private boolean manages(Person manager, Person person, Map<String, String> services) {
        if (manager.userId().equals(person.userId()) || rung(person) >= rung(manager)) {
            return false;
        }
        boolean scrutinises = person.roles().stream().map(Role::of).anyMatch(line::scrutinises);
        if (OF_SCRUTINY.stream().anyMatch(manager::hasRole)) {
            return scrutinises;
        }
        if (scrutinises && !manager.hasRole(Role.DIRECTOR) && person.team() == null) {
            return false;
        }
        if (ABOVE_TEAMS.stream().anyMatch(manager::hasRole)) {
            String service = person.team() == null ? person.service() : services.get(person.team());
            return manager.service() == null
                    || service == null
                    || manager.service().equals(service);
        }
        return manager.team() == null
                ? manager.hasRole(Role.EARLY_HELP_MANAGER) && person.hasRole(Role.EARLY_HELP_PRACTITIONER)
                : manager.team().equals(person.team());
    }

    /** 0 for practitioners and those outside the line, then assistant and team manager, and up to the director. */
    private static int rung(Person person) {
        if (person.hasRole(Role.DIRECTOR)) {
            return 5;
        }
        if (person.hasRole(Role.HEAD_OF_SERVICE) || person.hasRole(Role.HEAD_OF_SAFEGUARDING)) {
            return 4;
        }
        if (person.hasRole(Role.SERVICE_MANAGER) || person.hasRole(Role.SAFEGUARDING_MANAGER)) {
            return 3;
        }
        if (person.hasRole(Role.TEAM_MANAGER) || person.hasRole(Role.EARLY_HELP_MANAGER)) {
            return 2;
        }
        return person.hasRole(Role.ASSISTANT_TEAM_MANAGER) ? 1 : 0;
    }
}

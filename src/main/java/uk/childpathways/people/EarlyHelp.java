package uk.childpathways.people;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Early help's own line beside the teams: the early help manager stands where a team manager stands, and the service
 * manager above her. She manages the practitioners of her team; without a team, all of her service.
 */
@Component
@Transactional(readOnly = true)
public class EarlyHelp {

    private final Directory directory;

    EarlyHelp(Directory directory) {
        this.directory = directory;
    }

    public boolean isPractitioner(String userId) {
        return userId != null && directory.hasRole(userId, Role.EARLY_HELP_PRACTITIONER);
    }

    /** Whether this person, or whoever they stand in for today, manages that practitioner. */
    public boolean manages(String manager, String practitioner) {
        Person worker = directory.person(practitioner).orElse(null);
        return worker != null
                && directory.person(manager).filter(Person::active).stream()
                        .flatMap(person -> directory.placesOf(person).stream())
                        .anyMatch(place -> manages(place, worker));
    }

    /** The practitioners whom these people manage. */
    public List<String> practitionersOf(List<Person> managers) {
        return managers.stream().noneMatch(manager -> manager.hasRole(Role.EARLY_HELP_MANAGER))
                ? List.of()
                : directory.inRole(Role.EARLY_HELP_PRACTITIONER, null).stream()
                        .filter(worker -> managers.stream().anyMatch(manager -> manages(manager, worker)))
                        .map(Person::userId)
                        .toList();
    }

    /** Who manages this practitioner. */
    public List<Person> managersOf(String practitioner) {
        return directory.person(practitioner).stream()
                .flatMap(worker -> directory.inRole(Role.EARLY_HELP_MANAGER, null).stream()
                        .filter(manager -> manages(manager, worker)))
                .toList();
    }

    /** Whether all who hold some work are of early help, person or group, so that its manager answers for it. */
    public boolean holds(List<String> owners) {
        return !owners.isEmpty()
                && !directory.inRole(Role.EARLY_HELP_MANAGER, null).isEmpty()
                && owners.stream()
                        .allMatch(owner -> List.of(Role.EARLY_HELP_PRACTITIONER, Role.EARLY_HELP_MANAGER).stream()
                                .anyMatch(role -> role.isGroup(owner) || directory.hasRole(owner, role)));
    }

    private static boolean manages(Person manager, Person worker) {
        return manager.hasRole(Role.EARLY_HELP_MANAGER)
                && worker.hasRole(Role.EARLY_HELP_PRACTITIONER)
                && (manager.team() == null || manager.team().equals(worker.team()))
                && (manager.service() == null
                        || worker.service() == null
                        || manager.service().equals(worker.service()));
    }
}

package uk.childpathways.breaches;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.oversight.AgreedAction;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.standards.TimescaleRow;

/**
 * The manager who agreed an action hears first that it was not done: they know what it was for (SWI-PG1-02b). Where they
 * have left, may not open the record any more or should have done it themselves, it goes the ordinary way.
 */
@Component
class WhoAgreed {

    /** Who is asked, and as what. */
    record Manager(String person, Role role) {}

    /** From the top down: somebody who holds two rungs answers as the higher one. */
    private static final List<Role> RUNGS = List.of(
            Role.DIRECTOR,
            Role.HEAD_OF_SAFEGUARDING,
            Role.HEAD_OF_SERVICE,
            Role.SAFEGUARDING_MANAGER,
            Role.SERVICE_MANAGER,
            Role.TEAM_MANAGER);

    private final AgreedActions actions;
    private final Oversight oversight;
    private final Directory directory;
    private final ChildAccess access;

    WhoAgreed(AgreedActions actions, Oversight oversight, Directory directory, ChildAccess access) {
        this.actions = actions;
        this.oversight = oversight;
        this.directory = directory;
        this.access = access;
    }

    Optional<Manager> of(Deadline deadline, List<String> late) {
        if (!TimescaleRow.MANAGER_WHO_AGREED.equals(deadline.escalateTo())) {
            return Optional.empty();
        }
        return actions.followedUpIn(deadline.processInstanceId())
                .map(AgreedAction::oversightEntryId)
                .flatMap(oversight::find)
                .map(OversightEntry::by)
                .filter(by -> !late.contains(by))
                .filter(by -> directory.person(by).filter(Person::active).isPresent())
                .filter(by -> PractitionerFiles.isFile(deadline.childRef()) || access.mayRead(by, deadline.childRef()))
                .flatMap(by -> RUNGS.stream()
                        .filter(role -> directory.hasRole(by, role))
                        .findFirst()
                        .map(role -> new Manager(by, role)));
    }
}

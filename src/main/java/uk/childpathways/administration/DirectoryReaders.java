package uk.childpathways.administration;

import org.springframework.stereotype.Component;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/** Who reads the directory: everybody who works here, of those who work here; who has left, those who look after it. */
@Component
class DirectoryReaders {

    private final Directory directory;
    private final StaffAdministration staff;

    DirectoryReaders(Directory directory, StaffAdministration staff) {
        this.directory = directory;
        this.staff = staff;
    }

    void check() {
        String reader = directory.currentUser();
        if (directory.person(reader).filter(Person::active).isEmpty() && !staff.mayMaintain()) {
            throw new NotAllowedProblem(
                    "The directory is read by those who work here. Ask the administrator for a place" + " in it.");
        }
    }

    boolean seesLeavers() {
        return staff.mayMaintain() || directory.hasRole(directory.currentUser(), Role.PROCESS_OWNER);
    }

    Person person(String userId) {
        return directory
                .person(userId)
                .filter(person -> person.active() || seesLeavers())
                .orElseThrow(() -> new NotFoundProblem("Nobody with the user id '" + userId + "' works here."));
    }
}

package uk.childpathways.practitioners;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.engine.InJourney;
import uk.childpathways.engine.SpokenByModels;
import uk.childpathways.people.Directory;
import uk.childpathways.people.ManagedBy;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;

/** Who does a task of supervision, person by person: {@code ${supervision.supervisor(execution)}}. */
@SpokenByModels("supervision")
public class SupervisionInModels {

    private final PractitionerFiles files;
    private final Directory directory;
    private final ManagedBy line;

    SupervisionInModels(PractitionerFiles files, Directory directory, ManagedBy line) {
        this.files = files;
        this.directory = directory;
        this.line = line;
    }

    /** The practitioner whose supervision it is. */
    public String practitioner(DelegateExecution execution) {
        return worksHere(PractitionerFiles.practitionerOf(InJourney.childRef(execution)));
    }

    /** The supervisor of now; null where they have left, so that the line sees to it. */
    public String supervisor(DelegateExecution execution) {
        return files.supervisorOf(InJourney.childRef(execution))
                .map(this::worksHere)
                .orElse(null);
    }

    /** Those who can do the supervisor's work in their stead: the line above the practitioner. */
    public List<String> line(DelegateExecution execution) {
        return List.copyOf(files.managersOf(InJourney.childRef(execution)));
    }

    /** The practitioner's manager: whoever manages them by the line; without one, their supervisor. */
    public String manager(DelegateExecution execution) {
        return first(line.managersOf(PractitionerFiles.practitionerOf(InJourney.childRef(execution))))
                .orElseGet(() -> supervisor(execution));
    }

    /** The manager above the practitioner's manager. */
    public String seniorManager(DelegateExecution execution) {
        String manager = manager(execution);
        return first(line.managersOf(manager)).orElse(manager);
    }

    private String worksHere(String userId) {
        return directory
                .person(userId)
                .filter(Person::active)
                .map(Person::userId)
                .orElse(null);
    }

    private static Optional<String> first(List<Person> people) {
        return people.stream().map(Person::userId).findFirst();
    }
}

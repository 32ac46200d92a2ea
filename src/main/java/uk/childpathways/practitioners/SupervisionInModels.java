package uk.childpathways.practitioners;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;

/** Who does a task of supervision, person by person: {@code ${supervision.supervisor(execution)}}. */
@ModelVocabulary("supervision")
public class SupervisionInModels {

    private final PractitionerFiles files;
    private final Directory directory;
    private final LineOfManagement line;

    SupervisionInModels(PractitionerFiles files, Directory directory, LineOfManagement line) {
        this.files = files;
        this.directory = directory;
        this.line = line;
    }

    /** The practitioner whose supervision it is. */
    public String practitioner(DelegateExecution execution) {
        return worksHere(PractitionerFiles.practitionerOf(JourneyVariables.childRef(execution)));
    }

    /** The supervisor of now; null where they have left, so that the line sees to it. */
    public String supervisor(DelegateExecution execution) {
        return files.supervisorOf(JourneyVariables.childRef(execution))
                .map(this::worksHere)
                .orElse(null);
    }

    /** Those who can do the supervisor's work in their stead: the line above the practitioner. */
    public List<String> line(DelegateExecution execution) {
        return List.copyOf(files.managersOf(JourneyVariables.childRef(execution)));
    }

    /** The practitioner's manager: whoever manages them by the line; without one, their supervisor. */
    public String manager(DelegateExecution execution) {
        return first(line.managersOf(PractitionerFiles.practitionerOf(JourneyVariables.childRef(execution))))
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

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
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.Purpose;

/** Who does a task of supervision, person by person: {@code ${supervision.supervisor(execution)}}. */
@ModelVocabulary(
        value = "supervision",
        says = "Who does a task of supervision, person by person",
        purpose = Purpose.STAFF)
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
    @ModelFunction("The practitioner whose supervision it is.")
    public String practitioner(DelegateExecution execution) {
        return worksHere(PractitionerFiles.practitionerOf(JourneyVariables.childRef(execution)));
    }

    /** The present supervisor; null where they have left, so that the line of management gets the task. */
    @ModelFunction("Their supervisor of now. Nobody where that person has left: then the line sees the task.")
    public String supervisor(DelegateExecution execution) {
        return files.supervisorOf(JourneyVariables.childRef(execution))
                .map(this::worksHere)
                .orElse(null);
    }

    /** Those who can do the supervisor's work in their stead: the line above the practitioner. */
    @ModelFunction(
            "The managers above the practitioner, as candidate users who can do the supervisor's work in their stead.")
    public List<String> line(DelegateExecution execution) {
        return List.copyOf(files.managersOf(JourneyVariables.childRef(execution)));
    }

    /** The practitioner's manager: by the line of management; without one, their supervisor. */
    @ModelFunction("The practitioner's manager by the line; without one, their supervisor.")
    public String manager(DelegateExecution execution) {
        return first(line.managersOf(PractitionerFiles.practitionerOf(JourneyVariables.childRef(execution))))
                .orElseGet(() -> supervisor(execution));
    }

    /** The manager above the practitioner's manager. */
    @ModelFunction("The manager above the practitioner's manager.")
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

package uk.childpathways.people;

import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * Records what the form says: {@code absentPerson}, {@code absenceKind} ({@code away} or {@code back}), {@code
 * awayFrom}, {@code backOn}, {@code coveredBy}, {@code returnedOn}.
 */
@ModelVocabulary(
        value = "recordAbsence",
        says = "Records who is away and who covers, or who is back",
        purpose = Purpose.STAFF,
        reads = {
            @ModelVariable(name = "absentPerson", says = "who"),
            @ModelVariable(name = "absenceKind", says = "`away` or `back`"),
            @ModelVariable(name = "awayFrom", says = "first day"),
            @ModelVariable(name = "backOn", says = "expected day of return"),
            @ModelVariable(name = "coveredBy", says = "who covers"),
            @ModelVariable(name = "returnedOn", says = "day of return")
        })
class RecordAbsence implements JavaDelegate {

    private final Absences absences;
    private final Directory directory;

    RecordAbsence(Absences absences, Directory directory) {
        this.absences = absences;
        this.directory = directory;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String person = text(execution, "absentPerson");
        if ("back".equals(text(execution, "absenceKind"))) {
            absences.back(person, day(execution, "returnedOn"), directory.currentUser());
        } else {
            absences.away(
                    person,
                    day(execution, "awayFrom"),
                    day(execution, "backOn"),
                    text(execution, "coveredBy"),
                    directory.currentUser());
        }
    }

    private static String text(DelegateExecution execution, String variable) {
        Object value = execution.getVariable(variable);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static LocalDate day(DelegateExecution execution, String variable) {
        String text = text(execution, variable);
        return text == null ? null : LocalDate.parse(text.substring(0, 10));
    }
}

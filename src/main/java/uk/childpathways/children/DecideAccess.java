package uk.childpathways.children;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * Puts into force what a senior manager decided on the start form about who may see the child's record (SWI-CON-12,
 * SWI-CON-21a, SWI-CON-21b): {@code accessDecision}, {@code person}, {@code until}, {@code reason}.
 */
@ModelVocabulary(
        value = "decideAccess",
        says = "Puts into force what the start form says about who may see the child's record (fields accessDecision,"
                + " person, until, reason)",
        purpose = Purpose.CHILD)
class DecideAccess implements JavaDelegate {

    private final RecordAccess access;
    private final Chronology chronology;

    DecideAccess(RecordAccess access, Chronology chronology) {
        this.access = access;
        this.chronology = chronology;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ChronologyEntry said = chronology
                .latestOfProcessInstance(execution.getProcessInstanceId())
                .orElseThrow(() -> new IllegalStateException("The decision was not submitted on a form."));
        Map<String, Object> answers = said.answers();
        String until = text(answers, "until");
        access.decide(
                said.childRef(),
                RecordAccess.Decision.valueOf(
                        text(answers, "accessDecision").replace('-', '_').toUpperCase(Locale.ROOT)),
                text(answers, "person"),
                until == null ? null : LocalDate.parse(until.substring(0, 10)),
                text(answers, "reason"),
                said.by());
    }

    private static String text(Map<String, Object> answers, String key) {
        Object value = answers.get(key);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}

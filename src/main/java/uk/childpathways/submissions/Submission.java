package uk.childpathways.submissions;

import java.util.List;
import java.util.Map;
import uk.childpathways.forms.FormProblem;

/**
 * A person's answers to what a model asks.
 *
 * @param question what was asked
 * @param answers what was answered: as given before the check, the answers that count after it
 * @param by user id of who answers
 * @param jointWith the child in whose task this was recorded jointly; null for their own
 */
public record Submission(Question question, Map<String, Object> answers, String by, String jointWith) {

    Submission with(Map<String, Object> checked) {
        return new Submission(question, checked, by, jointWith);
    }

    /** What came of the check. */
    public record Checked(List<FormProblem> problems, Submission accepted) {}
}

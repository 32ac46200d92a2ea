package uk.childpathways.submissions;

import java.util.List;
import java.util.Map;
import uk.childpathways.forms.FormProblem;

/** What is still wrong with answers, asked again and again while a form is filled in: only the form is asked. */
public final class OneForm {

    private OneForm() {}

    /** @param known what is known before anybody answers, as {@link Prefill#toCheck} gives it */
    public static List<FormProblem> problems(Submissions submissions, Submission given, Map<String, Object> known) {
        return submissions.checkForm(given, known).problems();
    }
}

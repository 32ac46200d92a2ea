package uk.childpathways.forms;

import java.util.List;

/**
 * The answers cannot be accepted, or this person may not give them: the work is refused as a whole, nothing is written, and
 * the message (one or more plain sentences) reaches the person who tried, with HTTP status 400. May be thrown by any
 * part which takes part in a submission.
 */
public class AnswersRefused extends RuntimeException {

    private final transient List<FormProblem> problems;

    public AnswersRefused(String message) {
        super(message);
        this.problems = List.of();
    }

    public AnswersRefused(List<FormProblem> problems) {
        super(FormProblem.message(problems));
        this.problems = List.copyOf(problems);
    }

    public List<FormProblem> problems() {
        return problems == null ? List.of() : problems;
    }
}

package uk.childpathways.engine.submission;

import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import uk.childpathways.forms.AnswersRefused;
import uk.childpathways.web.Problem;

/**
 * A refused submission on its way out of the engine. As a web exception it passes the engine's REST interface as it
 * is: an engine exception would be wrapped and answered with 500, or with a technical sentence before ours.
 */
public final class SubmissionRefused extends WebApplicationException {

    private SubmissionRefused(String sentence, int status, Throwable cause) {
        super(sentence, cause, status);
    }

    /** The refusal somewhere behind this failure, if that is what it was. */
    static Optional<SubmissionRefused> behind(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SubmissionRefused refused) {
                return Optional.of(refused);
            }
            if (t instanceof AnswersRefused) {
                return Optional.of(new SubmissionRefused(t.getMessage(), 400, failure));
            }
            if (t instanceof Problem problem) {
                int status = problem.status().value();
                return Optional.of(new SubmissionRefused(t.getMessage(), status < 500 ? status : 400, failure));
            }
        }
        return Optional.empty();
    }

    static SubmissionRefused because(AnswersRefused reason) {
        return new SubmissionRefused(reason.getMessage(), 400, reason);
    }
}

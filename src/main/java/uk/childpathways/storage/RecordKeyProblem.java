package uk.childpathways.storage;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The key of the record is missing or is not the one that the record was made with: the application does not start. */
public class RecordKeyProblem extends IllegalStateException {

    RecordKeyProblem(String sentence) {
        super(sentence);
    }

    /** Says it at the end of the log in plain words instead of a stack trace. */
    static class InWords extends AbstractFailureAnalyzer<RecordKeyProblem> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, RecordKeyProblem cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Set PATHWAYS_RECORD_KEY, or PATHWAYS_RECORD_KEY_FILE to a file that only the application's"
                            + " account may read, to the keys of this installation: all that were ever used, the"
                            + " newest last, each as id:key. A first key is made with:"
                            + " echo \"k1:$(openssl rand -base64 32)\". Keep it apart from the database and from its"
                            + " backups, and never lose it (docs/operations.md, \"Keys\").",
                    cause);
        }
    }
}

package uk.childpathways.engine.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A database is configured and no administrator was named who may add the people: the application does not start. */
class NoAdministratorException extends IllegalStateException {

    NoAdministratorException() {
        super("No administrator: a database is configured, so there are no demonstration users, and nobody could log"
                + " in.");
    }

    /** Says it at the end of the log in plain words instead of a stack trace. */
    static class InWords extends AbstractFailureAnalyzer<NoAdministratorException> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, NoAdministratorException cause) {
            return new FailureAnalysis(
                    cause.getMessage(),
                    "Set PATHWAYS_ADMIN_USER and PATHWAYS_ADMIN_PASSWORD in the environment and start again.",
                    cause);
        }
    }
}

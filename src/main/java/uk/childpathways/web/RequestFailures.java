package uk.childpathways.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What a failure of the database means for whoever sent the request: by the standard's classes of SQLSTATE. */
public final class RequestFailures {

    private RequestFailures() {}

    /** How such a failure is answered. */
    public enum Kind {
        UNKEEPABLE(
                HttpStatus.BAD_REQUEST,
                "Not accepted",
                "Something that was sent cannot be kept: a text too long, a character or a number out of range."),
        MEANWHILE(
                HttpStatus.CONFLICT,
                "Not possible as things stand",
                "Somebody else changed this at the same moment, so nothing of yours was recorded. Open it again."),
        UNREACHABLE(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Not reachable",
                "The database cannot be reached for the moment. Nothing was recorded: try again in a minute.");

        private final HttpStatus status;
        private final String title;
        private final String sentence;

        Kind(HttpStatus status, String title, String sentence) {
            this.status = status;
            this.title = title;
            this.sentence = sentence;
        }

        public HttpStatus status() {
            return status;
        }

        public String title() {
            return title;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** Empty where the failure is none of these: then it is a fault of the application. */
    public static Optional<Kind> kindOf(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("22")) {
            return Optional.of(Kind.UNKEEPABLE);
        }
        // 23505: the same key twice. 40: a serialisation failure or a deadlock. 55P03: a lock that was not to be had.
        if (state.equals("23505") || state.startsWith("40") || state.equals("55P03")) {
            return Optional.of(Kind.MEANWHILE);
        }
        // The pool that has no connection to give does not always say why.
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || failure instanceof SQLTransientConnectionException) {
            return Optional.of(Kind.UNREACHABLE);
        }
        return Optional.empty();
    }

    /** The same of a failure somewhere behind another. */
    public static Optional<Kind> kindBehind(Throwable failure) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < 20; t = t.getCause(), depth++) {
            if (t instanceof SQLException sql) {
                Optional<Kind> kind = kindOf(sql);
                if (kind.isPresent()) {
                    return kind;
                }
            }
        }
        return Optional.empty();
    }
}

package uk.childpathways.oversight;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Something that a manager and a worker agreed on.
 *
 * @param owner user id of who does it
 * @param by the last day on which it is done in time
 * @param sameAs the open action that this is, said with other words; null for a new one
 */
public record NewAction(
        String action,
        String owner,
        LocalDate by,
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID sameAs) {

    public NewAction(String action, String owner, LocalDate by) {
        this(action, owner, by, null);
    }
}

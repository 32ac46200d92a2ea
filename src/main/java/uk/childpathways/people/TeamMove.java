package uk.childpathways.people;

import java.time.Instant;
import java.util.List;

/**
 * A team that is to go to another service, and waits for a second person.
 *
 * @param from id of the service to which it belongs as long as it waits
 * @param to id of the service that was asked for
 * @param askedBy the administrators who asked for it
 */
public record TeamMove(String team, String from, String to, List<String> askedBy, Instant askedAt) {

    /** Published in the transaction that stores what was asked for. */
    public record Asked(TeamMove move) {}

    /**
     * Published when somebody has confirmed or refused it.
     *
     * @param reason of a refusal
     * @param by user id
     */
    public record Decided(TeamMove move, boolean confirmed, String reason, String by) {}
}

package uk.childpathways.people;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place in the directory that waits for a second person.
 *
 * @param roles as they are asked for, with those that are in force
 * @param askedBy the administrators who brought it about
 */
public record Waiting(
        String userId,
        Set<String> roles,
        String team,
        String service,
        Set<Why> because,
        List<String> askedBy,
        Instant askedAt) {

    /** Why it waits. */
    public enum Why {
        NEW("is new here"),
        RETURNS("takes up work again"),
        PLACE("gets another role, team or service"),
        EMAIL("has another e-mail address, to which a link for a password would go"),
        LINK("set a password with a link that an administrator handed over");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** As the rest of a sentence about the person. */
        public String words() {
            return words;
        }

        /** Whether it is in doubt who logs in, and not only what they may open. */
        boolean ofTheAccount() {
            return this != PLACE;
        }
    }

    /** "is new here, and has another e-mail address …". */
    public String why() {
        return because.stream().map(Why::words).collect(Collectors.joining(", and "));
    }

    boolean ofTheAccount() {
        return because.stream().anyMatch(Why::ofTheAccount);
    }
}

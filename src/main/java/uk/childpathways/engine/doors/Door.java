package uk.childpathways.engine.doors;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One operation that can be asked of the engine over HTTP, and who may ask it at all. What the engine then shows them or
 * lets them do is decided by their rights there.
 *
 * @param method HEAD counts as GET
 * @param address with {@code {id}} for one part of any content, {@code {own}} for the person's own login, {@code {rest}}
 *     for all that follows
 * @param open to whom; nobody where it is empty
 */
record Door(String method, String address, Set<Who> open) {

    /** As whom a person stands before a door. */
    enum Who {
        /** Everybody who has logged in. */
        EVERYBODY,
        OWNER,
        ADMINISTRATOR
    }

    static final Set<Who> NOBODY = Set.of();

    /** A line of the table: {@code GET /task/{id} everybody}. */
    static Door of(String line) {
        String[] words = line.trim().split("\\s+");
        Set<Who> open = words[2].equals("nobody")
                ? NOBODY
                : Arrays.stream(words[2].split(","))
                        .map(word -> Who.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
                        .collect(java.util.stream.Collectors.toUnmodifiableSet());
        return new Door(words[0], words[1], open);
    }

    /** Whether this is the door of the address, for the person with this login. */
    boolean isAt(String asked, List<String> parts, String login) {
        if (!method.equals(asked)) {
            return false;
        }
        String[] own = address.substring(1).split("/");
        boolean open = own[own.length - 1].equals("{rest}");
        if (open ? parts.size() < own.length : parts.size() != own.length) {
            return false;
        }
        for (int i = 0; i < own.length - (open ? 1 : 0); i++) {
            boolean fits = switch (own[i]) {
                case "{id}" -> true;
                case "{own}" -> parts.get(i).equals(login);
                default -> own[i].equals(parts.get(i));
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}

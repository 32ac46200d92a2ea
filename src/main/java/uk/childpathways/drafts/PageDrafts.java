package uk.childpathways.drafts;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/**
 * What somebody has typed into a page of ours and not handed in yet: one draft for each person, page and child. Whether the
 * child's record is open to them is asked by the page, at each reading and writing.
 */
@Service
@Transactional
public class PageDrafts {

    private static final int LARGEST = 1_000_000;

    private final KeptDrafts kept;
    private final Directory directory;
    private final Clock clock;

    PageDrafts(KeptDrafts kept, Directory directory, Clock pathwaysClock) {
        this.kept = kept;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** @param version counts what was kept: a page that sends the one it has seen changes nothing that it has not */
    public record Kept(Map<String, Object> typed, long version, Instant at) {}

    /**
     * @param page the page's name
     * @param about the child
     */
    @Transactional(readOnly = true)
    public Optional<Kept> of(String page, String about) {
        return kept.of(place(page, about), directory.currentUser())
                .map(draft -> new Kept(draft.answers(), draft.version(), draft.typedAt()));
    }

    /**
     * @param window the opened page, by a number that it gave itself
     * @param turn counts what that page sends: a message that was overtaken changes nothing
     * @param seen the version that the page has; null where it has seen none
     * @throws ConflictProblem when the person typed something else in another window, which is not replaced
     */
    public Kept keep(String page, String about, Map<String, Object> typed, UUID window, long turn, Long seen) {
        if (kept.text(typed).length() > LARGEST) {
            throw new BadInputProblem(
                    "This is more than can be kept on one page (1 MB). What you typed last is not kept:"
                            + " shorten it.");
        }
        Typed sent = new Typed(page, typed, window, turn, seen);
        Instant now = clock.instant();
        long version = kept.keep(place(page, about), directory.currentUser(), sent, "{}", now)
                .orElseThrow(
                        () -> new ConflictProblem("You typed on this page in another window too. What stands here is"
                                + " not kept: go on in one of the two."));
        return new Kept(typed, version, now);
    }

    public void throwAway(String page, String about) {
        kept.throwAway(place(page, about), directory.currentUser());
    }

    /** One for each person, page and child, so that it is found without a list. */
    private Place place(String page, String about) {
        String name = String.join("\n", directory.currentUser(), page, about);
        return Place.ofStart(page, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}

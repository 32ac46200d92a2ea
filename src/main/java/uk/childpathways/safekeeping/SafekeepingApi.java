package uk.childpathways.safekeeping;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.notices.Administrators;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/** The nightly checks, the breaks they found, and anchors held against the database. */
@RestController
class SafekeepingApi {

    private static final int MOST = 200;

    private final NightlyCheck check;
    private final RecordBreaks breaks;
    private final Anchors anchors;
    private final Administrators administrators;
    private final Directory directory;
    private final ChildAccess access;
    private final Children children;

    SafekeepingApi(
            NightlyCheck check,
            RecordBreaks breaks,
            Anchors anchors,
            Administrators administrators,
            Directory directory,
            ChildAccess access,
            Children children) {
        this.check = check;
        this.breaks = breaks;
        this.anchors = anchors;
        this.administrators = administrators;
        this.directory = directory;
        this.access = access;
        this.children = children;
    }

    /**
     * @param childRef whose record; null where it is the trail, or a record that you may not open
     * @param fault what was found; for a record that you may not open only that something was
     */
    record BreakView(
            UUID id,
            String childRef,
            String fault,
            Instant foundAt,
            Instant answeredAt,
            String answeredBy,
            String answer) {}

    /** @param answer what was found out and done about it */
    record Answer(String answer) {}

    /** @param contradictions what of the anchor does not hold in the database; empty where all of it does */
    record Verification(Instant made, int chains, boolean holds, List<String> contradictions) {}

    @GetMapping("/api/record-checks")
    @Operation(summary = "The last nightly checks of all records: how many were read, how many were broken")
    List<NightlyCheck.Night> checks() {
        mayLookAfterTheRecord();
        return check.last(31);
    }

    @PostMapping("/api/record-checks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Begins tonight's check anew, now: after a backup was put back",
            description = "It goes on by itself; how far it has come stands in the list of checks.")
    void again() {
        mustAdminister();
        check.again();
    }

    @GetMapping("/api/record-breaks")
    @Operation(summary = "Breaks that the nightly check found, those without an answer first")
    List<BreakView> breaks() {
        mayLookAfterTheRecord();
        return breaks.all(MOST).stream().map(this::view).toList();
    }

    @PostMapping("/api/record-breaks/{id}/answer")
    @Operation(summary = "Says what was found out about a break and done; it stands as an incident until then")
    BreakView answer(@PathVariable UUID id, @RequestBody Answer answer) {
        mayLookAfterTheRecord();
        RecordBreak one = breaks.find(id)
                .orElseThrow(() -> new NotFoundProblem("There is no break of the record with the id " + id + "."));
        if (answer.answer() == null || answer.answer().isBlank()) {
            throw new BadInputProblem(
                    "Say what was found out about this break and what was done: an answer is needed.");
        }
        if (!breaks.answer(one.id(), answer.answer().strip(), directory.currentUser())) {
            throw new ConflictProblem("This break was answered already, by " + one.answeredBy() + ".");
        }
        return view(breaks.find(id).orElseThrow());
    }

    @GetMapping("/api/record-anchors")
    @Operation(summary = "The anchors in the folder for anchors, the newest first")
    List<String> anchors() {
        mustAdminister();
        return anchors.names();
    }

    @GetMapping("/api/record-anchors/{name}/verification")
    @Operation(summary = "Holds an anchor of the folder against the database")
    Verification verify(@PathVariable String name) {
        mustAdminister();
        return verification(anchors.read(name));
    }

    @PostMapping(
            value = "/api/record-anchors/verification",
            consumes = {"application/octet-stream", "application/gzip", "text/plain"})
    @Operation(summary = "Holds an anchor that was kept elsewhere against the database: send the file")
    Verification verify(@RequestBody byte[] file) {
        mustAdminister();
        return verification(Anchors.read(file));
    }

    private Verification verification(Anchor anchor) {
        List<String> contradictions = anchors.contradictions(anchor);
        return new Verification(
                anchor.made(),
                anchor.heads().size(),
                contradictions.isEmpty(),
                contradictions.stream().limit(MOST).toList());
    }

    /** Whose record it is, is said to those who may open it. */
    private BreakView view(RecordBreak one) {
        boolean open = one.chain().equals(RecordBreak.AUDIT)
                || children.find(one.ref())
                        .filter(child -> access.mayRead(directory.currentUser(), child))
                        .isPresent();
        return new BreakView(
                one.id(),
                open && one.chain().equals(RecordBreak.RECORD) ? one.ref() : null,
                open ? one.fault() : "A record is not as it was written.",
                one.foundAt(),
                one.answeredAt(),
                one.answeredBy(),
                one.answer());
    }

    private void mayLookAfterTheRecord() {
        String user = directory.currentUser();
        if (!administers(user)
                && !directory.hasRole(user, Role.SERVICE_MANAGER)
                && !directory.hasRole(user, Role.HEAD_OF_SERVICE)
                && !directory.hasRole(user, Role.DIRECTOR)) {
            throw new NotAllowedProblem(
                    "Whether the records are as they were written is read by administrators and senior managers.");
        }
    }

    private void mustAdminister() {
        if (!administers(directory.currentUser())) {
            throw new NotAllowedProblem(
                    "Checks of the record are begun, and anchors held against the database, by administrators.");
        }
    }

    private boolean administers(String user) {
        return administrators.userIds().contains(user);
    }
}

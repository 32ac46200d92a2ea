package uk.childpathways.administration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.audit.AuditEntry;

/** What the administrator's pages do, for programs. */
@RestController
@RequestMapping("/api")
class AdministrationApi {

    /** @param next id for {@code olderThan}; null where there is nothing older */
    record Trail(List<AuditEntry> items, Long next) {}

    private final AuditReaders readers;
    private final PasswordInvitations invitations;

    AdministrationApi(AuditReaders readers, PasswordInvitations invitations) {
        this.readers = readers;
        this.invitations = invitations;
    }

    @GetMapping("/audit")
    @Tag(name = "Audit", description = "Who did what to people, rights, deployments, settings and the clock.")
    @Operation(
            summary = "The trail, newest first",
            description = "For service managers and above: their service; for the administrator: people, roles, teams,"
                    + " deployments, settings, the clock; for the process owner: deployments and the clock. What is"
                    + " about a child only to those who may open that child. Reading is itself kept.")
    Trail audit(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long olderThan) {
        AuditReaders.Found found =
                readers.read(AuditQuestion.of(kind, by, about, from, to), olderThan, AuditPages.SIZE, "opened");
        return new Trail(found.entries(), found.next());
    }

    @PostMapping("/people/{userId}/password-link")
    @Tag(name = "People")
    @Operation(
            summary = "Sends the person a link with which they set their password",
            description = "For the administrator. By mail; without a mail server or an address the answer holds the"
                    + " link, to be handed over: without this installation's address where that is not configured. It"
                    + " opens once, within 24 hours; a newer one ends it.")
    ResponseEntity<Map<String, Object>> link(@PathVariable String userId) {
        String address = invitations.invite(userId);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(address == null ? Map.of("sent", true) : Map.of("sent", false, "link", address));
    }
}

package uk.childpathways.administration;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.notices.PasswordLetters;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.PasswordLinks;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.ConflictProblem;

/** Asks a person to set their own password: by mail or, where that cannot be, by a link that the administrator hands over. */
@Component
@Transactional
class PasswordInvitations {

    private final StaffAdministration staff;
    private final DirectoryMaintenance maintenance;
    private final PasswordLinks links;
    private final PasswordLetters letters;
    private final Directory directory;
    private final AuditTrail trail;

    PasswordInvitations(
            StaffAdministration staff,
            DirectoryMaintenance maintenance,
            PasswordLinks links,
            PasswordLetters letters,
            Directory directory,
            AuditTrail trail) {
        this.directory = directory;
        this.staff = staff;
        this.maintenance = maintenance;
        this.links = links;
        this.letters = letters;
        this.trail = trail;
    }

    /** @return the link to hand over, or null where it goes by mail */
    String invite(String userId) {
        staff.checkMayMaintain();
        maintenance.working(userId);
        boolean byMail = letters.canMail(userId);
        trail.keep(Change.of(AuditKind.PERSON, "password link asked for", userId)
                .services(maintenance.servicesOf(userId))
                .after(Map.of("by", byMail ? "mail" : "hand")));
        if (byMail) {
            letters.send(userId);
            return null;
        }
        return letters.toHandOver(links.makeToHandOver(userId, directory.currentUser())
                .orElseThrow(() ->
                        new ConflictProblem("There is no account for '" + userId + "': store the person once more.")));
    }
}

package uk.childpathways.administration;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.notices.PasswordLetters;
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
    private final AuditTrail trail;

    PasswordInvitations(
            StaffAdministration staff,
            DirectoryMaintenance maintenance,
            PasswordLinks links,
            PasswordLetters letters,
            AuditTrail trail) {
        this.staff = staff;
        this.maintenance = maintenance;
        this.links = links;
        this.letters = letters;
        this.trail = trail;
    }

    /**
     * @param here the address of the installation, for a link that is handed over
     * @return the link to hand over, or null where it goes by mail
     */
    String invite(String userId, String here) {
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
        return PasswordLetters.address(
                here,
                links.make(userId)
                        .orElseThrow(() -> new ConflictProblem(
                                "There is no account for '" + userId + "': store the person once more.")));
    }
}

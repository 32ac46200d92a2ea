package uk.childpathways.administration;

import java.util.List;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Confirmations;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.people.TeamMove;
import uk.childpathways.people.TeamMoves;
import uk.childpathways.people.Waiting;
import uk.childpathways.people.WaitingPeople;

/** Who sees what waits for a second person: whoever can confirm it, and all of it the administrators, who asked for it. */
@Component
class ConfirmationReaders {

    private final Confirmations confirmations;
    private final WaitingPeople waiting;
    private final TeamMoves moves;
    private final StaffAdministration staff;

    ConfirmationReaders(
            Confirmations confirmations, WaitingPeople waiting, TeamMoves moves, StaffAdministration staff) {
        this.confirmations = confirmations;
        this.waiting = waiting;
        this.moves = moves;
        this.staff = staff;
    }

    void check() {
        if (!staff.mayMaintain()) {
            confirmations.checkConfirms();
        }
    }

    boolean seesAny(String userId) {
        return staff.mayMaintain() || confirmations.confirms(userId);
    }

    List<Waiting> seenBy(String userId) {
        return staff.mayMaintain() ? waiting.all() : confirmations.forSecond(userId);
    }

    List<TeamMove> movesSeenBy(String userId) {
        return moves.all().stream()
                .filter(move -> staff.mayMaintain() || moves.can(userId, move))
                .toList();
    }
}

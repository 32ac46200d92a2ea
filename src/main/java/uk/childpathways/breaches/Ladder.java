package uk.childpathways.breaches;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.EarlyHelp;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Role;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.standards.Weight;

/**
 * Who must answer for a breach, and who is notified: the service manager first, unless the standard names another or the
 * service manager is the person late, then the head of service (reading rule 7 of the timescales). What a conference
 * chair, a reviewing officer or the panel owes is answered in their own line, of safeguarding and quality assurance; what
 * early help owes and a team manager would be asked, by the early help manager.
 */
@Component
public class Ladder {

    /** Those of the service whose work is scrutinised: they do not sit over what their reviewers and chairs owe. */
    private static final Set<String> SERVICE =
            Set.of(Role.TEAM_MANAGER.key(), Role.SERVICE_MANAGER.key(), Role.HEAD_OF_SERVICE.key());

    private final Directory directory;
    private final LineOfManagement line;
    private final Cover cover;
    private final EarlyHelp earlyHelp;

    Ladder(Directory directory, LineOfManagement line, Cover cover, EarlyHelp earlyHelp) {
        this.directory = directory;
        this.line = line;
        this.cover = cover;
        this.earlyHelp = earlyHelp;
    }

    /** The first rung for this deadline, whose task was held by these people or groups. */
    String whoAnswers(Deadline deadline, List<String> owners) {
        Role named = Role.find(deadline.escalateTo())
                .orElse(
                        // Who agreed the action is not there to answer: then it is for the worker's manager.
                        TimescaleRow.MANAGER_WHO_AGREED.equals(deadline.escalateTo())
                                ? Role.TEAM_MANAGER
                                : Role.SERVICE_MANAGER);
        Role rung = ofScrutiny(owners)
                ? line.inScrutiny(named)
                : named == Role.TEAM_MANAGER && earlyHelp.holds(owners) ? Role.EARLY_HELP_MANAGER : named;
        while (line.above(rung).isPresent() && (heldBy(rung, owners) || standsAbove(rung, owners))) {
            rung = line.above(rung).get();
        }
        return rung.key();
    }

    /** Whether all who hold the late work scrutinise the service: it is not the service that they answer to. */
    private boolean ofScrutiny(List<String> owners) {
        return !owners.isEmpty()
                && owners.stream()
                        .allMatch(owner -> Arrays.stream(Role.values())
                                .filter(line::scrutinises)
                                .anyMatch(role -> owner.equals(role.group())
                                        || directory.rolesOf(owner).contains(role.key())));
    }

    /**
     * Whether the person who is late holds that rung, so that they would answer to themselves. What waits in the list of
     * a team's managers is theirs, also where an assistant or another could have done it.
     */
    private boolean heldBy(Role rung, List<String> owners) {
        return owners.stream()
                        .anyMatch(owner ->
                                rung.isGroup(owner) || directory.rolesOf(owner).contains(rung.key()))
                || onlyRung(rung, owners);
    }

    /** Whether one of those who are late is a manager of whoever holds that rung: nobody answers for their own manager. */
    private boolean standsAbove(Role rung, List<String> owners) {
        return line.above(rung)
                .filter(above -> owners.stream()
                                .anyMatch(owner -> directory.rolesOf(owner).contains(above.key()))
                        || standsAbove(above, owners))
                .isPresent();
    }

    /** None of the groups asked has a member here, and those on that rung look after their work. */
    private boolean onlyRung(Role rung, List<String> owners) {
        Set<String> able = new HashSet<>();
        owners.forEach(owner -> able.addAll(cover.ableInGroup(owner)));
        return !able.isEmpty()
                && able.stream().allMatch(person -> directory.rolesOf(person).contains(rung.key()));
    }

    /**
     * The rung that is asked next: the one named, or the one above when the breach began there already. Nobody where the
     * director was asked first: those below may be the people who are late.
     */
    Optional<Role> next(Role named, Breach breach) {
        Role first = Role.of(breach.answerBy());
        Role wanted = line.scrutinises(first) ? line.inScrutiny(named) : named;
        return line.height(wanted) > line.height(first) ? Optional.of(wanted) : line.above(first);
    }

    /**
     * Those whom the standard names, the role that must answer (or the one person of it who is asked), the team manager,
     * and the owner. Of a single piece of office work nobody is told. That a timescale cannot be kept is heard by the
     * service manager whatever its weight (SWI-COL-05).
     */
    List<String> recipients(Deadline deadline, Breach breach, String person) {
        if (deadline.weight() == Weight.OFFICE && !breach.declared()) {
            return List.of();
        }
        List<String> recipients = new ArrayList<>();
        recipients.add(person == null ? Recipients.recipient(breach.answerBy(), breach.childRef()) : person);
        if (breach.declared()
                && !breach.answerBy().equals(Role.SERVICE_MANAGER.key())
                && !line.scrutinises(Role.of(breach.answerBy()))) {
            recipients.add(Recipients.recipient(Role.SERVICE_MANAGER.key(), breach.childRef()));
        }
        if (line.scrutinises(Role.of(breach.answerBy()))) {
            deadline.tell().stream()
                    .filter(role -> !SERVICE.contains(role))
                    .forEach(role -> recipients.add(Recipients.recipient(role, breach.childRef())));
        } else if (breach.answerBy().equals(Role.EARLY_HELP_MANAGER.key())) {
            deadline.tell().stream()
                    .filter(role -> !Role.TEAM_MANAGER.key().equals(role))
                    .forEach(role -> recipients.add(Recipients.recipient(role, breach.childRef())));
        } else {
            recipients.add(Recipients.recipient(Role.TEAM_MANAGER.key(), breach.childRef()));
            deadline.tell().forEach(role -> recipients.add(Recipients.recipient(role, breach.childRef())));
        }
        recipients.addAll(
                breach.owner() == null
                        ? List.of(Notice.ownerOf(breach.deadlineId()))
                        : List.of(breach.owner().split(",")));
        return recipients;
    }
}

package uk.childpathways.breaches;

import java.util.ArrayList;
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
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Role;

/**
 * Who must answer for a breach, and who is notified: the service manager first, unless the standard names another or the
 * service manager is the person late, then the head of service (reading rule 7 of the timescales).
 */
@Component
public class Ladder {

    private final Directory directory;
    private final LineOfManagement line;
    private final Cover cover;

    Ladder(Directory directory, LineOfManagement line, Cover cover) {
        this.directory = directory;
        this.line = line;
        this.cover = cover;
    }

    /** The first rung for this deadline, whose task was held by these people or groups. */
    String whoAnswers(Deadline deadline, List<String> owners) {
        Role rung = Role.find(deadline.escalateTo()).orElse(Role.SERVICE_MANAGER);
        while (line.above(rung).isPresent() && heldBy(rung, owners)) {
            rung = line.above(rung).get();
        }
        return rung.key();
    }

    /** Whether the person who is late holds that rung, so that they would answer to themselves. */
    private boolean heldBy(Role rung, List<String> owners) {
        return owners.stream()
                        .anyMatch(owner -> owner.equals(rung.group())
                                || directory.rolesOf(owner).contains(rung.key()))
                || onlyRung(rung, owners);
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
        return named.ordinal() > first.ordinal() ? Optional.of(named) : line.above(first);
    }

    /** Those whom the standard names, the role that must answer, the team manager, and the owner. */
    List<String> recipients(Deadline deadline, Breach breach) {
        List<String> recipients = new ArrayList<>();
        recipients.add(Recipients.recipient(breach.answerBy(), breach.childRef()));
        recipients.add(Recipients.recipient(Role.TEAM_MANAGER.key(), breach.childRef()));
        deadline.tell().forEach(role -> recipients.add(Recipients.recipient(role, breach.childRef())));
        recipients.addAll(
                breach.owner() == null
                        ? List.of(Notice.ownerOf(breach.deadlineId()))
                        : List.of(breach.owner().split(",")));
        return recipients;
    }
}

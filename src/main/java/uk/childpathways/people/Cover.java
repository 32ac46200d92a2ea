package uk.childpathways.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is here today, who takes whose place, and who does a group's work when none of its members is here. */
@Component
@Transactional(readOnly = true)
public class Cover {

    private final PeopleNow people;

    Cover(PeopleNow people) {
        this.people = people;
    }

    /** Whether the person works here and is not away today. */
    public boolean here(String userId) {
        return userId != null && staffing().here(userId);
    }

    /** The person's absence today. */
    public Optional<Absence> absenceOf(String userId) {
        return staffing().absenceOf(userId);
    }

    /** Who takes this person's place today; empty for a person who is here. */
    public Optional<String> coverOf(String userId) {
        return here(userId) ? Optional.empty() : staffing().coverOf(userId);
    }

    /** Those whose place this person takes today. */
    public List<Person> coveredBy(String userId) {
        return staffing().coveredBy(userId);
    }

    /** Who of a group can do its work today: those who are here, those who cover, or the next in line. */
    public Set<String> ableInGroup(String groupId) {
        CoverRota staffing = staffing();
        return roleAndTeam(groupId)
                .map(group -> {
                    Set<String> inPlace = staffing.inPlace(group.role(), group.team());
                    return inPlace.isEmpty() ? staffing.standIns(group.role(), group.team()) : inPlace;
                })
                .orElse(Set.of());
    }

    /** Who is notified for a group: its members, those away included, those who cover, or the next in line. */
    public List<String> behind(Role role, String team) {
        return new ArrayList<>(staffing().behind(role, team));
    }

    /**
     * Who is notified for one person: they themselves while they work here, and those who cover; empty for a
     * person who has left without cover.
     */
    public List<String> hearsFor(String userId) {
        List<String> found = new ArrayList<>();
        staffing().person(userId).filter(Person::active).map(Person::userId).ifPresent(found::add);
        coverOf(userId).ifPresent(found::add);
        return found;
    }

    Map<String, Set<String>> groups() {
        return staffing().groups();
    }

    LocalDate today() {
        return people.today();
    }

    private CoverRota staffing() {
        return people.rota();
    }

    private record Group(Role role, String team) {}

    private static Optional<Group> roleAndTeam(String groupId) {
        for (Role role : Role.values()) {
            if (role.group().equals(groupId)) {
                return Optional.of(new Group(role, null));
            }
            if (role.ofTeam() && groupId.startsWith(role.group() + "-")) {
                return Optional.of(
                        new Group(role, groupId.substring(role.group().length() + 1)));
            }
        }
        return Optional.empty();
    }
}

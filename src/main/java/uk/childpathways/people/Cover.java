package uk.childpathways.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;

/** Who is here today, who takes whose place, and who does a group's work when none of its members is here. */
@Component
@Transactional(readOnly = true)
public class Cover {

    private final PersonRepository people;
    private final TeamRepository teams;
    private final AbsenceRepository absences;
    private final Clock clock;

    Cover(PersonRepository people, TeamRepository teams, AbsenceRepository absences, Clock pathwaysClock) {
        this.people = people;
        this.teams = teams;
        this.absences = absences;
        this.clock = pathwaysClock;
    }

    /** Whether the person works here and is not away today. */
    public boolean here(String userId) {
        return userId != null
                && people.findById(userId).filter(Person::active).isPresent()
                && absenceOf(userId).isEmpty();
    }

    /** The person's absence today. */
    public Optional<Absence> absenceOf(String userId) {
        LocalDate today = today();
        return absences.open(userId).stream()
                .filter(absence -> absence.on(today))
                .reduce((earlier, later) -> later);
    }

    /** Who takes this person's place today; empty for a person who is here. */
    public Optional<String> coverOf(String userId) {
        return here(userId) ? Optional.empty() : staffing().coverOf(userId);
    }

    /** Those whose place this person takes today. */
    public List<Person> coveredBy(String userId) {
        return absences.on(today()).stream().anyMatch(absence -> absence.coveredBy() != null)
                ? staffing().coveredBy(userId)
                : List.of();
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
        people.findById(userId).filter(Person::active).map(Person::userId).ifPresent(found::add);
        coverOf(userId).ifPresent(found::add);
        return found;
    }

    Map<String, Set<String>> groups() {
        return staffing().groups();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), England.ZONE);
    }

    private CoverRota staffing() {
        return new CoverRota(people.withRoles(), absences.on(today()), teams.findByActiveTrueOrderByName());
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

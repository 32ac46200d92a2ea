package uk.childpathways.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is here on one day and takes whose place. The person who covers belongs to every group of the one who is away or has
 * left; a group of which nobody is here is looked after by the next in line, so that no group is ever empty.
 */
final class CoverRota {

    private static final List<Role> ABOVE = List.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private static final List<Role> SCRUTINY =
            List.of(Role.SAFEGUARDING_MANAGER, Role.HEAD_OF_SAFEGUARDING, Role.DIRECTOR);

    private final Map<String, Person> people = new TreeMap<>();
    private final Map<String, Absence> away = new LinkedHashMap<>();
    private final List<Team> teams;

    /**
     * @param people those who work here, and those who have left and are covered
     * @param away who is away today; the latest record of a person counts
     */
    CoverRota(Collection<Person> people, Collection<Absence> away, Collection<Team> teams) {
        people.forEach(person -> this.people.put(person.userId(), person));
        away.forEach(absence -> this.away.put(absence.userId(), absence));
        this.teams = List.copyOf(teams);
    }

    /** One of those who work here, or who have left and are covered. */
    Optional<Person> person(String userId) {
        return userId == null ? Optional.empty() : Optional.ofNullable(people.get(userId));
    }

    /** Those who work here, and those who have left and are covered. */
    Collection<Person> people() {
        return people.values();
    }

    /** The teams there are, by name. */
    List<Team> teams() {
        return teams;
    }

    Optional<Absence> absenceOf(String userId) {
        return userId == null ? Optional.empty() : Optional.ofNullable(away.get(userId));
    }

    boolean here(String userId) {
        Person person = people.get(userId);
        return person != null && person.active() && !away.containsKey(userId);
    }

    /** Who takes this person's place now; empty for a person who is here, or where those who cover are away too. */
    Optional<String> coverOf(String userId) {
        Set<String> asked = new LinkedHashSet<>();
        String at = userId;
        while (at != null && !here(at) && asked.add(at)) {
            at = away.containsKey(at) ? away.get(at).coveredBy() : null;
        }
        return at != null && here(at) && !at.equals(userId) && mayTakeThePlaceOf(userId, at)
                ? Optional.of(at)
                : Optional.empty();
    }

    /** Whose own place with children is not in force takes no other: they wait for a second person, or lost it. */
    private boolean mayTakeThePlaceOf(String away, String covers) {
        return !people.containsKey(away)
                || !people.get(away).worksWithChildren()
                || people.get(covers).worksWithChildren();
    }

    /** Those whose place this person takes now. */
    List<Person> coveredBy(String userId) {
        if (away.values().stream().allMatch(absence -> absence.coveredBy() == null)) {
            return List.of();
        }
        return people.values().stream()
                .filter(person ->
                        coverOf(person.userId()).filter(userId::equals).isPresent())
                .toList();
    }

    /** The groups of everybody who works here, with those in which they take another person's place. */
    Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new TreeMap<>();
        people.values().stream().filter(Person::active).forEach(person -> groups.put(person.userId(), ofRoles(person)));
        people.values()
                .forEach(person -> coverOf(person.userId())
                        .ifPresent(cover -> groups.get(cover).addAll(withCover(person))));
        for (Role role : Role.values()) {
            if (role.scope() != Role.Scope.NO_CHILD) {
                for (String team : teamsOf(role)) {
                    if (inPlace(role, team).isEmpty()) {
                        standIns(role, team)
                                .forEach(userId -> groups.get(userId).add(group(role, team)));
                    }
                }
            }
        }
        return groups;
    }

    /** Those behind a group: its own members, those who cover, and where none of them is here the next in line. */
    Set<String> behind(Role role, String team) {
        Set<String> found = new LinkedHashSet<>();
        people.values().stream()
                .filter(person -> person.active() && belongs(person, role, team))
                .forEach(person -> found.add(person.userId()));
        Set<String> inPlace = inPlace(role, team);
        found.addAll(inPlace.isEmpty() ? standIns(role, team) : inPlace);
        return found;
    }

    /** Those of a role who are here, or cover for one who is not. */
    Set<String> inPlace(Role role, String team) {
        Set<String> found = new LinkedHashSet<>();
        people.values().stream().filter(person -> belongs(person, role, team)).forEach(person -> {
            if (here(person.userId())) {
                found.add(person.userId());
            } else {
                coverOf(person.userId()).ifPresent(found::add);
            }
        });
        return found;
    }

    /** The next in line where nobody of a role is here. */
    Set<String> standIns(Role role, String team) {
        if (role.scope() == Role.Scope.NO_CHILD) {
            return Set.of();
        }
        for (Role next : nextInLine(role)) {
            Set<String> found = inPlace(next, team);
            if (!found.isEmpty() && next != role) {
                return found;
            }
        }
        return Set.of();
    }

    private static List<Role> nextInLine(Role role) {
        List<Role> line = new ArrayList<>();
        switch (role) {
            case SOCIAL_WORKER -> line.addAll(List.of(Role.TEAM_MANAGER, Role.ASSISTANT_TEAM_MANAGER));
            case ASSISTANT_TEAM_MANAGER -> line.add(Role.TEAM_MANAGER);
            case EARLY_HELP_PRACTITIONER -> line.add(Role.EARLY_HELP_MANAGER);
            case AGENCY_DECISION_MAKER, HEAD_OF_SERVICE -> line.addAll(List.of(Role.DIRECTOR, Role.HEAD_OF_SERVICE));
            case DIRECTOR -> line.add(Role.HEAD_OF_SERVICE);
            // Those who scrutinise are independent of the service: their own line comes first.
            case CONFERENCE_ADMINISTRATOR -> {
                line.add(Role.CP_CHAIR);
                line.addAll(SCRUTINY);
            }
            case CP_CHAIR, IRO, FOSTERING_REVIEWING_OFFICER, SAFEGUARDING_MANAGER, HEAD_OF_SAFEGUARDING ->
                line.addAll(SCRUTINY);
            default -> {}
        }
        line.addAll(ABOVE);
        return line;
    }

    private List<String> teamsOf(Role role) {
        return role.ofTeam() ? teams.stream().map(Team::id).toList() : java.util.Collections.singletonList(null);
    }

    private boolean belongs(Person person, Role role, String team) {
        if (!person.hasRole(role)) {
            return false;
        }
        if (role.ofTeam()) {
            return team == null || team.equals(person.team());
        }
        // A service manager answers for the teams of their service.
        String service = team == null || role != Role.SERVICE_MANAGER
                ? null
                : teams.stream()
                        .filter(each -> each.id().equals(team))
                        .map(Team::service)
                        .findFirst()
                        .orElse(null);
        return service == null || person.service() == null || service.equals(person.service());
    }

    /** The groups that a person's roles give: one for each role, and the team's where the role belongs to teams. */
    static Set<String> ofRoles(Person person) {
        Set<String> groups = new TreeSet<>();
        person.roles().stream().map(Role::of).forEach(role -> {
            groups.add(role.group());
            groups.add(group(role, person.team()));
        });
        return groups;
    }

    /**
     * What comes with taking a person's place: their work with children. Looking after the installation does not: whoever
     * says who covers would give away the right to deploy.
     */
    private static Set<String> withCover(Person person) {
        Set<String> groups = ofRoles(person);
        person.roles().stream()
                .map(Role::of)
                .filter(role -> role.scope() == Role.Scope.NO_CHILD)
                .forEach(role -> groups.remove(role.group()));
        return groups;
    }

    static String group(Role role, String team) {
        return role.ofTeam() && team != null ? role.group() + "-" + team : role.group();
    }
}

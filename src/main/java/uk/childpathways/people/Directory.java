package uk.childpathways.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** Who works here, in which roles and teams, and what their groups are called. */
@Component
@Transactional(readOnly = true)
public class Directory {

    /** Stands for whoever acts when nobody is logged in: a timer, a start-up step. */
    public static final String APPLICATION = "application";

    private final PersonRepository people;
    private final TeamRepository teams;
    private final Supplier<WhoActs> whoActs;

    Directory(PersonRepository people, TeamRepository teams, ObjectProvider<WhoActs> whoActs) {
        this.people = people;
        this.teams = teams;
        this.whoActs = SingletonSupplier.ofNullable(whoActs::getIfAvailable);
    }

    /**
     * The group for a role, of that team where the role belongs to teams ({@code social-workers-north}), service wide
     * otherwise.
     */
    public String groupFor(String role, String team) {
        Role known = Role.of(role);
        return known.ofTeam() && team != null ? known.group() + "-" + team : known.group();
    }

    public List<String> groupsFor(Collection<String> roles, String team) {
        return roles.stream().map(role -> groupFor(role, team)).distinct().toList();
    }

    /** Role names of an active person; empty for anybody else. */
    public Set<String> rolesOf(String userId) {
        return active(userId).map(Person::roles).orElse(Set.of());
    }

    public boolean hasRole(String userId, Role role) {
        return rolesOf(userId).contains(role.key());
    }

    public boolean isManager(String userId) {
        return rolesOf(userId).stream().map(Role::of).anyMatch(Role::manager);
    }

    /** Whether the person may write on a child's oversight record; a practitioner may not. */
    public boolean mayWriteOversight(String userId) {
        return rolesOf(userId).stream().map(Role::of).anyMatch(Role::writesOversight);
    }

    /** User ids of the active members of a group, role wide or of a team; empty for an unknown group. */
    public List<String> membersOf(String groupId) {
        for (Role role : Role.values()) {
            if (role.group().equals(groupId)) {
                return ids(people.withAnyRole(List.of(role.key())));
            }
            if (role.ofTeam() && groupId.startsWith(role.group() + "-")) {
                String team = groupId.substring(role.group().length() + 1);
                return ids(people.withAnyRole(List.of(role.key())).stream()
                        .filter(person -> team.equals(person.team()))
                        .toList());
            }
        }
        return List.of();
    }

    /** The groups of a person: one for each role, and the team's where the role belongs to teams. */
    public Set<String> groupsOf(Person person) {
        Set<String> groups = new TreeSet<>();
        if (person.active()) {
            for (String role : person.roles()) {
                groups.add(groupFor(role, null));
                groups.add(groupFor(role, person.team()));
            }
        }
        return groups;
    }

    /** Every group there is for the known roles and teams, with the name that people read. */
    public Map<String, String> allGroups() {
        Map<String, String> groups = new LinkedHashMap<>();
        List<Team> known = teams.findAll();
        for (Role role : Role.values()) {
            groups.put(role.group(), words(role));
            if (role.ofTeam()) {
                known.forEach(team -> groups.put(role.group() + "-" + team.id(), words(role) + ", " + team.name()));
            }
        }
        return groups;
    }

    public Optional<String> emailOf(String userId) {
        return active(userId).map(Person::email).filter(email -> !email.isBlank());
    }

    /** The person, whether still here or not. */
    public Optional<Person> person(String userId) {
        return userId == null ? Optional.empty() : people.findById(userId);
    }

    /** The name to show for a user id; the id itself where nobody is known by it. */
    public String nameOf(String userId) {
        return person(userId).map(Person::name).orElse(userId);
    }

    /** The active members of a team by name, managers included. */
    public List<Person> team(String team) {
        return team == null ? List.of() : people.findByTeamAndActiveTrueOrderByName(team);
    }

    /** The active people in a role, of that team where the role belongs to teams. */
    public List<Person> inRole(Role role, String team) {
        return inRoles(List.of(role), team).get(role);
    }

    /** The active people in each of the roles, of that team where a role belongs to teams; roles in the given order. */
    public Map<Role, List<Person>> inRoles(Collection<Role> roles, String team) {
        List<Person> all = people.withAnyRole(roles.stream().map(Role::key).toList());
        Map<Role, List<Person>> inEach = new LinkedHashMap<>();
        roles.forEach(role -> inEach.put(
                role,
                all.stream()
                        .filter(person -> person.hasRole(role))
                        .filter(person -> !role.ofTeam() || team == null || team.equals(person.team()))
                        .toList()));
        return inEach;
    }

    public Optional<Team> teamById(String id) {
        return id == null ? Optional.empty() : teams.findById(id);
    }

    public List<Team> teams() {
        return teams.findAll();
    }

    /** Who acts on this thread; {@link #APPLICATION} when nobody is logged in. */
    public String currentUser() {
        return loggedIn().orElse(APPLICATION);
    }

    /** Who is logged in on this thread, if anybody. */
    public Optional<String> loggedIn() {
        WhoActs port = whoActs.get();
        return port == null ? Optional.empty() : port.userId();
    }

    private Optional<Person> active(String userId) {
        return person(userId).filter(Person::active);
    }

    private static List<String> ids(List<Person> found) {
        return new ArrayList<>(
                new LinkedHashSet<>(found.stream().map(Person::userId).toList()));
    }

    /** "Team managers", "IROs", "Conference chairs": what people read on a task that is offered to them. */
    private static String words(Role role) {
        String words = switch (role) {
            case IRO -> "IROs";
            case CP_CHAIR -> "conference chairs";
            case EDS -> "emergency duty workers";
            default -> role.group().replace('-', ' ');
        };
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

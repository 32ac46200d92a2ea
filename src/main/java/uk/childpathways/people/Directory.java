package uk.childpathways.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/** Who works here, in which roles and teams, and what their groups are called. */
@Component
@Transactional(readOnly = true)
public class Directory {

    /** The user id under which things are recorded when nobody is logged in: a timer, a start-up step. */
    public static final String APPLICATION = "application";

    private final PersonRepository people;
    private final TeamRepository teams;
    private final Cover cover;
    private final PeopleNow now;
    private final Supplier<CurrentUser> currentUser;

    Directory(
            PersonRepository people,
            TeamRepository teams,
            Cover cover,
            PeopleNow now,
            ObjectProvider<CurrentUser> currentUser) {
        this.people = people;
        this.teams = teams;
        this.cover = cover;
        this.now = now;
        this.currentUser = SingletonSupplier.ofNullable(currentUser::getIfAvailable);
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

    /** Whether one of the person's roles works with children: not those who look after the application alone. */
    public boolean worksWithChildren(String userId) {
        return active(userId).filter(Person::worksWithChildren).isPresent();
    }

    public boolean isManager(String userId) {
        return rolesOf(userId).stream().map(Role::of).anyMatch(Role::manager);
    }

    /** Whether the person may write on a child's oversight record; a practitioner may not. */
    public boolean mayWriteOversight(String userId) {
        return rolesOf(userId).stream().map(Role::of).anyMatch(Role::writesOversight);
    }

    /** A role and, where the group is one of a team, the team; otherwise null. */
    public record RoleInTeam(Role role, String team) {}

    /** Which role and team a group stands for; empty for a group that is none of ours. */
    public Optional<RoleInTeam> groupOf(String groupId) {
        for (Role role : Role.values()) {
            if (role.group().equals(groupId)) {
                return Optional.of(new RoleInTeam(role, null));
            }
            if (role.ofTeam() && groupId.startsWith(role.group() + "-")) {
                return Optional.of(
                        new RoleInTeam(role, groupId.substring(role.group().length() + 1)));
            }
        }
        return Optional.empty();
    }

    /**
     * User ids of those behind a group, role wide or of a team: its active members, those who cover for one of them, and
     * where nobody of them is here the next in line; empty for an unknown group.
     */
    public List<String> membersOf(String groupId) {
        return groupOf(groupId)
                .map(group -> cover.behind(group.role(), group.team()))
                .orElse(List.of());
    }

    /** Every group there is for the known roles and teams, with the name that people read. */
    public Map<String, String> allGroups() {
        Map<String, String> groups = new LinkedHashMap<>();
        List<Team> known = teams();
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
        return userId == null ? Optional.empty() : now.rota().person(userId).or(() -> people.findById(userId));
    }

    /** The name to show for a user id; the id itself where nobody is known by it. */
    public String nameOf(String userId) {
        return person(userId).map(Person::name).orElse(userId);
    }

    /** The names of many people in one question, by user id; nulls and ids of nobody are left out. */
    public Map<String, String> namesOf(Collection<String> userIds) {
        Set<String> ids = userIds.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            people.names(ids).forEach(person -> names.put(person.getUserId(), person.getName()));
        }
        return names;
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

    /** Whether somebody who works here in one of these roles belongs to another service than this one. */
    public boolean inOtherService(Set<String> roles, String service) {
        return now.rota().people().stream()
                .filter(Person::active)
                .filter(person -> person.service() != null && !person.service().equals(service))
                .anyMatch(person -> person.roles().stream().anyMatch(roles::contains));
    }

    /** The person, and those whose place they take today. */
    public List<Person> placesOf(Person person) {
        List<Person> places = new ArrayList<>(List.of(person));
        places.addAll(cover.coveredBy(person.userId()));
        return places;
    }

    /** Those who have this person's work in hand: they themselves while they work here, and who covers for them. */
    public List<String> hearsFor(String userId) {
        return cover.hearsFor(userId);
    }

    /** Everybody who works here, by name. */
    public List<Person> everybody() {
        return people.findByActiveTrueOrderByName();
    }

    /**
     * Those whose name, user id or e-mail contains the words, by name.
     *
     * @param team of this team only; null for any
     * @param active only those who work here, or only those who have left; null for both
     */
    public Page<Person> search(String words, String team, Boolean active, Pageable page) {
        String like = "%" + words.trim().toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
        return people.search(like, team, active, page);
    }

    public Optional<Team> teamById(String id) {
        return id == null
                ? Optional.empty()
                : teams().stream()
                        .filter(team -> team.id().equals(id))
                        .findFirst()
                        .or(() -> teams.findById(id));
    }

    /** The teams there are now, by name; not those that have ended. */
    public List<Team> teams() {
        return now.rota().teams();
    }

    /** Who acts on this thread; {@link #APPLICATION} when nobody is logged in. */
    public String currentUser() {
        return loggedIn().orElse(APPLICATION);
    }

    /** Who is logged in on this thread, if anybody. */
    public Optional<String> loggedIn() {
        CurrentUser port = currentUser.get();
        return port == null ? Optional.empty() : port.userId();
    }

    private Optional<Person> active(String userId) {
        return person(userId).filter(Person::active);
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

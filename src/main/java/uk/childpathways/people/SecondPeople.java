package uk.childpathways.people;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who can confirm a place: those who answer for the person's service. Of those who scrutinise the work with families also
 * their own line. Never an administrator who asked for it, and never the person.
 */
@Component
@Transactional(readOnly = true)
class SecondPeople {

    private static final List<Role> ANSWER = List.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private static final List<Role> FOR_SCRUTINY = List.of(Role.SAFEGUARDING_MANAGER, Role.HEAD_OF_SAFEGUARDING);

    private final Directory directory;
    private final LineOfManagement line;
    private final JdbcClient db;

    SecondPeople(Directory directory, LineOfManagement line, JdbcClient db) {
        this.directory = directory;
        this.line = line;
        this.db = db;
    }

    /** Whether this person confirms anybody at all. */
    boolean confirms(String userId) {
        return directory.rolesOf(userId).stream()
                .map(Role::of)
                .anyMatch(role -> ANSWER.contains(role) || FOR_SCRUTINY.contains(role));
    }

    /** Those who can, by name; where nobody answers for that service, those who answer for another. */
    List<Person> of(Waiting waiting) {
        Set<Person> found = new LinkedHashSet<>();
        Set<String> services = servicesOf(waiting.team(), waiting.service());
        answering(ANSWER).stream()
                .filter(person -> services.isEmpty()
                        ? person.service() == null
                                || person.hasRole(Role.HEAD_OF_SERVICE)
                                || person.hasRole(Role.DIRECTOR)
                        : mayAnswer(person, services))
                .forEach(found::add);
        if (scrutinisesOnly(waiting)) {
            answering(FOR_SCRUTINY).stream()
                    .filter(person -> mayAnswer(person, services))
                    .forEach(found::add);
        }
        found.removeIf(person -> without(waiting, person));
        if (found.isEmpty()) {
            found.addAll(answering(ANSWER));
            found.removeIf(person -> without(waiting, person));
        }
        return List.copyOf(found);
    }

    /**
     * Those who answer for the service that a team leaves; where nobody does, those of other services than the one to which
     * it goes, who would gain by it.
     */
    List<Person> forTeam(TeamMove move) {
        List<Person> others = answering(ANSWER).stream()
                .filter(person -> !move.askedBy().contains(person.userId()))
                .distinct()
                .toList();
        List<Person> own = others.stream()
                .filter(person -> mayAnswer(person, Set.of(move.from())))
                .toList();
        return own.isEmpty()
                ? others.stream()
                        .filter(person -> !move.to().equals(person.service()))
                        .toList()
                : own;
    }

    Set<String> servicesOf(String team, String service) {
        Set<String> services = new LinkedHashSet<>();
        directory.teamById(team).map(Team::service).ifPresent(services::add);
        if (service != null) {
            services.add(service);
        }
        return services;
    }

    /**
     * Whether nobody else has ever answered for a service here, as on the first day of an installation. Whoever did and
     * has left, or lost the role, counts: else an administrator would first dismiss those who could object.
     */
    boolean nobodyEver(String userId, String askedBy) {
        String[] roles = ANSWER.stream().map(Role::key).toArray(String[]::new);
        return db.sql("select not exists (select 1 from pathways.person_role where role = any (:roles)"
                        + " and user_id not in (:person, :asker))"
                        + " and not exists (select 1 from pathways.audit_entry where kind = 'ROLE'"
                        + " and about not in (:person, :asker) and action in ('role given', 'role taken')"
                        + " and coalesce(value_after, value_before)::jsonb ->> 'role' = any (:roles))")
                .param("roles", roles)
                .param("person", userId)
                .param("asker", askedBy)
                .query(Boolean.class)
                .single();
    }

    private List<Person> answering(List<Role> roles) {
        List<Person> found = new ArrayList<>();
        directory.inRoles(roles, null).values().forEach(found::addAll);
        return found;
    }

    /** For all of these services: who answers for one of two does not open the other to anybody. */
    private static boolean mayAnswer(Person person, Set<String> services) {
        return person.service() == null || services.stream().allMatch(person.service()::equals);
    }

    private boolean scrutinisesOnly(Waiting waiting) {
        List<Role> withChildren = waiting.roles().stream()
                .map(Role::of)
                .filter(role -> role.scope() != Role.Scope.NO_CHILD)
                .toList();
        return !withChildren.isEmpty() && withChildren.stream().allMatch(line::scrutinises);
    }

    private static boolean without(Waiting waiting, Person person) {
        return Objects.equals(person.userId(), waiting.userId())
                || waiting.askedBy().contains(person.userId());
    }
}

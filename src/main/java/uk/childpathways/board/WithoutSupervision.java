package uk.childpathways.board;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;

/** Who works in these teams and has no supervision: nobody has opened it yet (SWI-SUP-01a, SWI-SV2-01a). */
@Component
@Transactional(readOnly = true)
class WithoutSupervision {

    record Employee(String userId, String name, String team) {}

    private final Directory directory;
    private final JdbcClient db;

    WithoutSupervision(Directory directory, JdbcClient db) {
        this.directory = directory;
        this.db = db;
    }

    /** By name. */
    List<Employee> in(Collection<String> teams) {
        Set<String> supervised =
                Set.copyOf(db.sql("select child_ref from pathways.journey where key = ? and ended_at is null")
                        .param(PractitionerFiles.SUPERVISION)
                        .query(String.class)
                        .list());
        var names = directory.teams().stream().collect(Collectors.toMap(Team::id, Team::name));
        return directory.inRoles(List.of(Role.values()), null).values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(Person::active)
                .filter(person -> person.team() != null && teams.contains(person.team()))
                .filter(person -> !supervised.contains(PractitionerFiles.refOf(person.userId())))
                .sorted(Comparator.comparing(Person::name))
                .map(person -> new Employee(person.userId(), person.name(), names.get(person.team())))
                .toList();
    }
}

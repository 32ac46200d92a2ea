package uk.childpathways.notices;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.people.Role;

/**
 * A notice about a child reaches those only who may open the child's record: a restricted child is named to nobody else.
 * Where none of those meant may, the managers above hear of it, the nearest who may.
 */
@Component
class NoticeReaders {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeReaders.class);
    private static final List<Role> ABOVE =
            List.of(Role.TEAM_MANAGER, Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private final ChildAccess access;
    private final Recipients recipients;

    NoticeReaders(ChildAccess access, Recipients recipients) {
        this.access = access;
        this.recipients = recipients;
    }

    /** Of the people meant, those who may be told; one question for each person, whatever number of notices. */
    <N> Map<N, Set<String>> narrow(Map<N, Set<String>> meant, Function<N, String> childOf) {
        Map<String, Set<String>> childrenOf = new HashMap<>();
        meant.forEach((notice, people) -> {
            String child = childOf.apply(notice);
            if (child != null) {
                people.forEach(person ->
                        childrenOf.computeIfAbsent(person, p -> new HashSet<>()).add(child));
            }
        });
        Map<String, Set<String>> open = childrenOf.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> access.openOf(each.getKey(), each.getValue())));
        Map<N, Set<String>> told = new LinkedHashMap<>();
        meant.forEach((notice, people) -> {
            String child = childOf.apply(notice);
            told.put(
                    notice,
                    child == null
                            ? people
                            : orAbove(
                                    child,
                                    people.stream()
                                            .filter(person -> open.get(person).contains(child))
                                            .collect(Collectors.toCollection(LinkedHashSet::new))));
        });
        return told;
    }

    boolean mayHear(String person, String childOrNull) {
        return childOrNull == null || access.mayRead(person, childOrNull);
    }

    private Set<String> orAbove(String child, Set<String> people) {
        for (Role role : people.isEmpty() ? ABOVE : List.<Role>of()) {
            Set<String> managers =
                    recipients.peopleBehind(recipients.inTeam(Recipients.recipient(role.key(), child))).stream()
                            .filter(person -> access.mayRead(person, child))
                            .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!managers.isEmpty()) {
                return managers;
            }
        }
        if (people.isEmpty()) {
            LOG.warn("A notice about a child reaches nobody: no manager may open the record");
        }
        return people;
    }
}

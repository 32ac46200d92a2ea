package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.web.BadInputProblem;

@PathwaysTest
@DisplayName("Who works here, and who manages whom")
class DirectoryTest {

    @Autowired
    Directory directory;

    @Autowired
    LineOfManagement managedBy;

    @Autowired
    StaffAdministration staff;

    @Autowired
    IdentityService identity;

    @Test
    @DisplayName("a role of a team has a group for the team, a role above it one for everybody")
    void groups() {
        assertThat(directory.groupFor("social-worker", "north")).isEqualTo("social-workers-north");
        assertThat(directory.groupsFor(List.of("team-manager", "principal-social-worker"), "south"))
                .containsExactly("team-managers-south", "principal-social-workers");
        assertThat(directory.membersOf("social-workers-north")).containsExactly("sw.north", "sw2.north");
        assertThat(directory.membersOf("team-managers")).contains("tm.north", "tm.south");
        assertThat(directory.membersOf("nonsense")).isEmpty();
        assertThat(directory.allGroups())
                .as("as people read them on a task")
                .containsEntry("social-workers-north", "Social workers, North team")
                .containsEntry("cp-chairs", "Conference chairs")
                .containsEntry("iros", "IROs");
        assertThatThrownBy(() -> directory.groupFor("business-support", "north"))
                .hasMessageContaining("no role");
    }

    @Test
    @DisplayName("practitioner, team manager, service manager, head of service, director: and nobody above")
    void line() {
        assertThat(managedBy.managersOf("sw.north")).extracting(Person::userId).containsExactly("tm.north");
        assertThat(managedBy.managersOf("tm.north")).extracting(Person::userId).containsExactly("sm");
        assertThat(managedBy.managersOf("sm")).extracting(Person::userId).containsExactly("hos");
        assertThat(managedBy.managersOf("hos")).extracting(Person::userId).containsExactly("director");
        assertThat(managedBy.managersOf("director")).isEmpty();
        assertThat(managedBy.serviceManagersOf("south"))
                .extracting(Person::userId)
                .containsExactly("sm");
    }

    @Test
    @DisplayName("logins and groups follow the person: changed team, changed role, left")
    void logins() {
        put("test.mover", "north", true);
        assertThat(identity.checkPassword("test.mover", "a long password")).isTrue();
        assertThat(groupsOf("test.mover")).containsExactlyInAnyOrder("social-workers", "social-workers-north");

        put("test.mover", "south", true);
        assertThat(groupsOf("test.mover")).containsExactlyInAnyOrder("social-workers", "social-workers-south");

        put("test.mover", "south", false);
        assertThat(identity.checkPassword("test.mover", "a long password")).isFalse();
        assertThat(directory.rolesOf("test.mover")).isEmpty();
        assertThat(directory.nameOf("test.mover")).isEqualTo("Moira Mover");
    }

    @Test
    @DisplayName("a social worker without a team is refused with a sentence that names the teams")
    void teamless() {
        assertThatThrownBy(() -> put("test.teamless", null, true))
                .isInstanceOf(BadInputProblem.class)
                .hasMessageContaining("belongs to a team")
                .hasMessageContaining("north");
    }

    private void put(String userId, String team, boolean active) {
        staff.put(
                new Person(userId, "Moira Mover", Set.of("social-worker"), team, null, null, null, true, true, active),
                active ? "a long password" : null);
    }

    private List<String> groupsOf(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }
}

package uk.childpathways.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.people.Role;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("In the engine everybody has the rights that their work needs, and no other")
class EngineRightsTest {

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RoleGrants grants;

    @Autowired
    Practice practice;

    /** What each group needs, and for what. */
    private static Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        List<String> groups = new java.util.ArrayList<>(
                Arrays.stream(Role.values()).map(Role::group).toList());
        groups.add(Groups.CAMUNDA_ADMIN);
        for (String group : groups) {
            needed.add(group + ": APPLICATION tasklist ACCESS"); // opens Tasklist
            needed.add(group + ": PROCESS_DEFINITION * READ"); // sees how what their task comes from is drawn
            needed.add(group + ": USER * READ"); // sees the name of the colleague who holds a task
            if (!group.equals(Groups.CAMUNDA_ADMIN)) {
                needed.add(group + ": PROCESS_INSTANCE * CREATE"); // starts what names the group as its starter
            }
        }
        for (String group : List.of(Role.PROCESS_OWNER.group(), Groups.CAMUNDA_ADMIN)) {
            needed.add(group + ": DEPLOYMENT * CREATE,READ"); // deploys, and sees what is deployed
            needed.add(group + ": DECISION_DEFINITION * READ"); // sees the tables in force
        }
        return needed;
    }

    private static String said(Authorization right) {
        return (right.getGroupId() != null ? right.getGroupId() : right.getUserId()) + ": " + kind(right) + " "
                + right.getResourceId() + " " + permissions(right);
    }

    private static Resources kind(Authorization right) {
        return Arrays.stream(Resources.values())
                .filter(resource -> resource.resourceType() == right.getResourceType())
                .findFirst()
                .orElseThrow();
    }

    private static String permissions(Authorization right) {
        Set<String> names = new TreeSet<>();
        int left = ((AuthorizationEntity) right).getPermissions();
        Permission[] known = kind(right) == Resources.TASK ? TaskPermissions.values() : Permissions.values();
        for (Permission permission : known) {
            boolean bitOfItsOwn = Integer.bitCount(permission.getValue()) == 1;
            if (bitOfItsOwn && (left & permission.getValue()) == permission.getValue()) {
                names.add(permission.getName());
                left &= ~permission.getValue();
            }
        }
        return String.join(",", names) + (left == 0 ? "" : " and " + left);
    }

    @Test
    @DisplayName(
            "beside what comes with an offered task, a model's starters and the shared lists, the rights are those on"
                    + " this list: no group has one more or one less, and nobody has one by name")
    void exactly() {
        Set<String> beside = new TreeSet<>();
        Map<String, Set<String>> starters = new TreeMap<>();
        Set<String> lists = new TreeSet<>();
        for (Resources resource : Resources.values()) {
            authorizations
                    .createAuthorizationQuery()
                    .resourceType(resource)
                    .list()
                    .forEach(right -> {
                        boolean one = !Authorization.ANY.equals(right.getResourceId());
                        if (resource == Resources.TASK && one) {
                            assertThat(permissions(right)).as(said(right)).isEqualTo("READ,READ_VARIABLE,TASK_WORK");
                        } else if (resource == Resources.PROCESS_DEFINITION && one) {
                            assertThat(permissions(right)).as(said(right)).isEqualTo("CREATE_INSTANCE,READ");
                            starters.computeIfAbsent(right.getResourceId(), key -> new TreeSet<>())
                                    .add(String.valueOf(right.getGroupId()));
                        } else if (resource == Resources.FILTER) {
                            assertThat(right.getAuthorizationType()).isEqualTo(Authorization.AUTH_TYPE_GLOBAL);
                            assertThat(permissions(right)).as(said(right)).isEqualTo("READ");
                            lists.add(right.getResourceId());
                        } else {
                            assertThat(right.getAuthorizationType())
                                    .as(said(right))
                                    .isEqualTo(Authorization.AUTH_TYPE_GRANT);
                            beside.add(said(right));
                        }
                    });
        }
        assertThat(beside).containsExactlyInAnyOrderElementsOf(needed());
        Map<String, Set<String>> named = new TreeMap<>();
        for (ProcessDefinition process :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            Set<String> groups = new TreeSet<>();
            repository.getIdentityLinksForProcessDefinition(process.getId()).forEach(link -> {
                if (link.getGroupId() != null) {
                    groups.add(link.getGroupId());
                }
            });
            if (!groups.isEmpty()) {
                named.put(process.getKey(), groups);
            }
        }
        starters.keySet().retainAll(named.keySet());
        assertThat(starters).isEqualTo(named);
        assertThat(lists)
                .isSubsetOf(filters.createFilterQuery().list().stream()
                        .map(filter -> filter.getId())
                        .toList());
    }

    @Test
    @DisplayName("on a task the right is with those who are offered it or hold it, and goes with it to the next")
    void onATask() {
        String child = practice.child();
        practice.start("s47-to-icpc", "sw.north", Map.of("childRef", child));
        practice.carryOn(child);
        for (Task task : practice.withSupervision().openTasks(child)) {
            Set<String> asked = new HashSet<>();
            for (IdentityLink link : tasks.getIdentityLinksForTask(task.getId())) {
                asked.add(link.getGroupId() != null ? link.getGroupId() : link.getUserId());
            }
            assertThat(authorizations
                            .createAuthorizationQuery()
                            .resourceType(Resources.TASK)
                            .resourceId(task.getId())
                            .list())
                    .as(task.getName())
                    .isNotEmpty()
                    .allSatisfy(right -> assertThat(asked)
                            .contains(right.getGroupId() != null ? right.getGroupId() : right.getUserId()));
        }
    }

    @Test
    @DisplayName(
            "what was granted beyond it to a person, to everybody or on a list is taken back at the next start too")
    void takenBack() {
        grant(Authorization.AUTH_TYPE_GRANT, "sw.north", null, Resources.TASK, Authorization.ANY);
        grant(Authorization.AUTH_TYPE_GRANT, "sw.north", null, Resources.USER, "sw.north");
        grant(Authorization.AUTH_TYPE_GRANT, null, "social-workers-north", Resources.PROCESS_INSTANCE, "any-one");
        grant(Authorization.AUTH_TYPE_GRANT, "sw.north", null, Resources.PROCESS_DEFINITION, "s47-to-icpc");
        grant(Authorization.AUTH_TYPE_GLOBAL, Authorization.ANY, null, Resources.HISTORIC_TASK, Authorization.ANY);
        String list = filters.createFilterQuery().listPage(0, 1).get(0).getId();
        Authorization everybody = authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.FILTER)
                .resourceId(list)
                .singleResult();
        everybody.addPermission(Permissions.UPDATE);
        authorizations.saveAuthorization(everybody);
        grants.run();
        exactly();
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceType(Resources.FILTER)
                        .resourceId(list)
                        .count())
                .isEqualTo(1);
    }

    private void grant(int type, String user, String group, Resource resource, String id) {
        Authorization right = authorizations.createNewAuthorization(type);
        if (user != null) {
            right.setUserId(user);
        } else {
            right.setGroupId(group);
        }
        right.setResource(resource);
        right.setResourceId(id);
        right.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(right);
    }

    @Test
    @DisplayName("a new login brings no right over itself: nobody deletes or changes their own in the engine")
    void ownLogin() {
        User user = identity.newUser("rights." + System.nanoTime());
        user.setLastName("New");
        user.setPassword("seven quiet herons wading");
        identity.saveUser(user);
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .userIdIn(user.getId())
                        .count())
                .isZero();
        assertThatThrownBy(() -> practice.as(user.getId(), () -> {
                    identity.deleteUser(user.getId());
                    return null;
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(identity.createUserQuery().userId(user.getId()).count()).isEqualTo(1);
        identity.deleteUser(user.getId());
    }

    @Test
    @DisplayName("the engine knows no CMMN cases, no task without a model, no script and no Java objects of a client's")
    void notUsed() {
        ProcessEngineConfigurationImpl settings =
                (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        assertThat(settings.isCmmnEnabled()).isFalse();
        assertThat(settings.isStandaloneTasksEnabled()).isFalse();
        assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(settings.isAuthorizationEnabled()).isTrue();
        assertThat(settings.isAuthorizationEnabledForCustomCode()).isFalse();
        assertThatThrownBy(() -> engine.getCaseService().createCaseInstanceByKey("any"))
                .isInstanceOf(RuntimeException.class);
        Task without = tasks.newTask();
        without.setName("A task of no model");
        assertThatThrownBy(() -> tasks.saveTask(without)).isInstanceOf(RuntimeException.class);
        assertThat(tasks.createTaskQuery().taskName(without.getName()).count()).isZero();
    }
}

package uk.childpathways.engine.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import uk.childpathways.people.Role;
import uk.childpathways.storage.StartUpStep;

/**
 * What each role may do in the engine, and no more: at every start what an earlier release or anybody else granted beyond
 * it is taken back. Everybody with a role: Tasklist with its shared filters, the names of colleagues who hold a task, how
 * processes are drawn (a task may come from any model), and starting those that name their group as candidate starters.
 * The process owner and the administrator also deploy. Rights on a task come with being its candidate or assignee, not
 * from here; the administrator has none on any task or case.
 */
@Component
@Order(StartUpStep.PEOPLE + 10)
class RoleGrants implements StartUpStep {

    /** The lines of a card in Tasklist's lists, with their labels. What stands in them comes from the desk. */
    private static final List<Map<String, String>> LINES = List.of(
            Map.of("name", "childRef", "label", "Child"),
            Map.of("name", "dueInWords", "label", "When"),
            Map.of("name", "meetingInWords", "label", "Planned for"),
            Map.of("name", "heldBy", "label", "With"));

    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final RepositoryService repository;

    RoleGrants(
            @Lazy AuthorizationService authorizations,
            @Lazy FilterService filters,
            @Lazy TaskService tasks,
            @Lazy RepositoryService repository) {
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.repository = repository;
    }

    @Override
    public void run() {
        Set<String> given = new HashSet<>();
        for (Role role : Role.values()) {
            // Beside the right to start the one process, the engine asks for the right to start any.
            given.add(grant(role.group(), Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE));
            everybodys(role.group(), given);
        }
        everybodys(Groups.CAMUNDA_ADMIN, given);
        for (String who : List.of(Role.PROCESS_OWNER.group(), Groups.CAMUNDA_ADMIN)) {
            given.add(grant(who, Resources.DEPLOYMENT, Authorization.ANY, Permissions.CREATE, Permissions.READ));
            given.add(grant(who, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ));
        }
        takeBackAllBut(given);

        // The first is where one lands: also a manager, whose work is mostly what nobody holds yet.
        filter(
                "To do",
                "What you hold and what waits for you to take it, the most urgent first",
                5,
                near().or()
                        .taskAssigneeExpression("${currentUser()}")
                        .taskCandidateUserExpression("${currentUser()}")
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .endOr());
        filter(
                "My tasks",
                "Given to you, the most urgent first",
                10,
                near().taskAssigneeExpression("${currentUser()}"));
        filter(
                "Not taken yet",
                "Offered to you or your team, and nobody has it",
                15,
                near().or()
                        .taskCandidateUserExpression("${currentUser()}")
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .endOr());
        filter(
                "My team's tasks",
                "What you or your colleagues in the same role can do",
                20,
                // Also what is offered to somebody by name, where not all of a group may be asked.
                near().or()
                        .taskCandidateUserExpression("${currentUser()}")
                        .taskCandidateGroupInExpression("${currentUserGroups()}")
                        .includeAssignedTasks()
                        .endOr());
        filter("Overdue", "Past their due date", 30, tasks.createTaskQuery().dueBeforeExpression("${now()}"));
        filter(
                "Coming up",
                "Due far ahead: not in the other lists until it is near",
                35,
                tasks.createTaskQuery().followUpAfterExpression("${now()}"));
        filter("All tasks I may see", "Every open task that you may read", 40, tasks.createTaskQuery());

        repository.createProcessDefinitionQuery().latestVersion().list().forEach(this::alignStarters);
    }

    private void everybodys(String group, Set<String> given) {
        given.add(grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        given.add(grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ));
        given.add(grant(group, Resources.USER, Authorization.ANY, Permissions.READ));
    }

    /**
     * Whatever anybody has beside it, by a group, by name or as one of all: except on one task, which comes with the
     * offer, to start one process, which comes with its model, and to read the shared filters.
     */
    private void takeBackAllBut(Set<String> given) {
        for (Resources resource : Resources.values()) {
            AuthorizationQuery rights =
                    authorizations.createAuthorizationQuery().resourceType(resource);
            // Those on one task are as many as there are tasks.
            if (resource == Resources.TASK) {
                rights.resourceId(Authorization.ANY);
            }
            rights.list().stream()
                    .filter(right -> !given.contains(right.getId()) && !comesOtherwise(right))
                    .forEach(right -> authorizations.deleteAuthorization(right.getId()));
        }
    }

    private static boolean comesOtherwise(Authorization right) {
        if (Authorization.ANY.equals(right.getResourceId())) {
            return false;
        }
        boolean startsOne = right.getResourceType() == Resources.PROCESS_DEFINITION.resourceType()
                && right.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                && right.getGroupId() != null;
        boolean readsFilter = right.getResourceType() == Resources.FILTER.resourceType()
                && right.getAuthorizationType() == Authorization.AUTH_TYPE_GLOBAL
                && ((AuthorizationEntity) right).getPermissions() == Permissions.READ.getValue();
        return startsOne || readsFilter;
    }

    /** Tasks that are due far ahead carry a follow-up date: until then they are not today's work. */
    private TaskQuery near() {
        return tasks.createTaskQuery().followUpBeforeOrNotExistentExpression("${now()}");
    }

    /** Who may start this process by hand: exactly the groups that its newest version names. */
    void alignStarters(ProcessDefinition definition) {
        Set<String> named = new HashSet<>();
        repository.getIdentityLinksForProcessDefinition(definition.getId()).forEach(link -> {
            if (link.getGroupId() != null) {
                named.add(link.getGroupId());
            }
        });
        alignStarters(definition.getKey(), named);
    }

    void alignStarters(String key, Collection<String> groups) {
        authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(key)
                .list()
                .stream()
                .filter(grant -> grant.getGroupId() != null && !groups.contains(grant.getGroupId()))
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
        groups.forEach(group ->
                grant(group, Resources.PROCESS_DEFINITION, key, Permissions.READ, Permissions.CREATE_INSTANCE));
    }

    /** Exactly these permissions; gives the id of the grant. */
    private String grant(String group, Resource resource, String id, Permission... permissions) {
        List<Authorization> present = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .list();
        Authorization grant = present.isEmpty()
                ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT)
                : present.get(0);
        int wanted = Arrays.stream(permissions).mapToInt(Permission::getValue).reduce(0, (all, one) -> all | one);
        if (((AuthorizationEntity) grant).getPermissions() != wanted || present.isEmpty()) {
            grant.setGroupId(group);
            grant.setResource(resource);
            grant.setResourceId(id);
            grant.setPermissions(permissions);
            grant = authorizations.saveAuthorization(grant);
        }
        return grant.getId();
    }

    /** What a filter asks for, its alternatives included: a query and its alternatives share one list of them all. */
    private static Set<String> asks(Query<?, ?> query) {
        Set<String> asked = new HashSet<>();
        if (query instanceof TaskQueryImpl tasks) {
            tasks.getQueries()
                    .forEach(each -> asked.addAll(each.getExpressions().keySet()));
        }
        return asked;
    }

    private void filter(String name, String description, int priority, TaskQuery query) {
        Filter filter = filters.createFilterQuery().filterName(name).singleResult();
        Map<String, Object> properties = new HashMap<>();
        properties.put("description", description);
        properties.put("priority", priority);
        properties.put("color", "#1d70b8");
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put("variables", LINES);
        if (filter == null) {
            Query<?, ?> ordered = query.orderByDueDate().asc();
            filter = filters.newTaskFilter(name).setQuery(ordered).setProperties(properties);
            filters.saveFilter(filter);
        } else if (!asks(filter.getQuery()).containsAll(asks(query))) {
            // A filter that an earlier release made, without follow-up dates or without what is offered by name.
            filters.saveFilter(filter.setQuery(query.orderByDueDate().asc()).setProperties(properties));
        } else if (!LINES.equals(filter.getProperties().get("variables"))) {
            // One whose cards said less.
            filters.saveFilter(filter.setProperties(properties));
        }
        if (authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                        .resourceType(Resources.FILTER)
                        .resourceId(filter.getId())
                        .count()
                == 0) {
            Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            everybody.setUserId(Authorization.ANY);
            everybody.setResource(Resources.FILTER);
            everybody.setResourceId(filter.getId());
            everybody.addPermission(Permissions.READ);
            authorizations.saveAuthorization(everybody);
        }
    }
}

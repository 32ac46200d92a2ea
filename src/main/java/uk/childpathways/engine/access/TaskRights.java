package uk.childpathways.engine.access;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The engine gives a right to a task with each offer and leaves it when the offer is taken back: everyone who was once asked
 * could go on reading and doing it. This takes it back. A person who is asked through another group as well keeps the right.
 */
@Component
public class TaskRights {

    private final AuthorizationService authorizations;

    TaskRights(@Lazy AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    public void takeFromUser(String taskId, String userId) {
        delete(ofTask(taskId).userIdIn(userId));
    }

    /** The right to every task that the person has by name. */
    public void takeAllFromUser(String userId) {
        delete(authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.TASK)
                .userIdIn(userId));
    }

    public void takeFromGroup(String taskId, String groupId) {
        delete(ofTask(taskId).groupIdIn(groupId));
    }

    private AuthorizationQuery ofTask(String taskId) {
        return authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.TASK)
                .resourceId(taskId);
    }

    private void delete(AuthorizationQuery found) {
        found.list().forEach(right -> authorizations.deleteAuthorization(right.getId()));
    }
}

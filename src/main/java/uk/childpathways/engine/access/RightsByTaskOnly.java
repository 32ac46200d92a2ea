package uk.childpathways.engine.access;

import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;

/**
 * The engine gives rights by itself: to whom a task is offered, which is what its lists are made of, to each user all
 * rights over their own login, and to whoever deploys the right to delete it. Of these only the first; the others come from {@link RoleGrants}.
 */
public class RightsByTaskOnly extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NONE = {};

    /** For a task that is not stored yet there is no right that could be added to. */
    @Override
    protected AuthorizationEntity createOrUpdateAuthorization(
            Task task, String userId, String groupId, Resource resource, boolean historic, Permission... permissions) {
        boolean stored = !(task instanceof TaskEntity made) || made.getRevision() > 0;
        return stored || historic
                ? super.createOrUpdateAuthorization(task, userId, groupId, resource, historic, permissions)
                : createAuthorization(userId, groupId, resource, task.getId(), permissions);
    }

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newGroup(Group group) {
        return NONE;
    }

    /** Whoever deployed may not take it away again: cases run on it. */
    @Override
    public AuthorizationEntity[] newDeployment(Deployment deployment) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newFilter(Filter filter) {
        return NONE;
    }
}

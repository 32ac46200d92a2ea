package uk.childpathways.engine.access;

import java.util.Objects;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.DirectFieldAccessor;

/**
 * A person who claimed a task that was offered to a group can give it back to the group, so that others see it again: a
 * manager, say, who may not sign off what they submitted themselves. For the engine that is a matter of handing tasks
 * out, which is a right that people who work on tasks do not have. A task that the model gave to a person stays theirs,
 * and nobody hands theirs to another person.
 */
public class UnclaimOwnTask extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        return isOwnTaskGivenBack(command)
                ? Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command))
                : next.execute(command);
    }

    private static boolean isOwnTaskGivenBack(Command<?> command) {
        CommandContext context = Context.getCommandContext();
        if (!(command instanceof AssignTaskCmd) || context.getAuthenticatedUserId() == null) {
            return false;
        }
        DirectFieldAccessor asked = new DirectFieldAccessor(command);
        if (asked.getPropertyValue("userId") != null) {
            return false;
        }
        TaskEntity task = context.getTaskManager().findTaskById(String.valueOf(asked.getPropertyValue("taskId")));
        return task != null
                && context.getAuthenticatedUserId().equals(task.getAssignee())
                && task.getTaskDefinition() != null
                && task.getTaskDefinition().getAssigneeExpression() == null
                && task.getCandidates().stream().anyMatch(Objects::nonNull);
    }
}

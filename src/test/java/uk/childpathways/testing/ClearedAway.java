package uk.childpathways.testing;

import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.DeleteDeploymentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteHistoricProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteProcessInstanceCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * A test takes away what it has deployed or begun. In the application nobody can: the engine's own services refuse it
 * ({@code NothingIsTakenAway}), so it is done from within the engine.
 */
public final class ClearedAway {

    private ClearedAway() {}

    /** A deployment with all that runs by it. */
    public static void deployment(RepositoryService repository, String id, boolean withoutListeners) {
        within(
                repository.createDeploymentQuery(),
                context -> new DeleteDeploymentCmd(id, true, withoutListeners, false).execute(context));
    }

    public static void instance(RuntimeService runtime, String id, String reason) {
        within(
                runtime.createProcessInstanceQuery(),
                context -> new DeleteProcessInstanceCmd(id, reason, false, false, false, false, true).execute(context));
    }

    /** What the engine's own clean-up would do at night, half a year later. */
    public static void history(HistoryService history, String instance) {
        within(
                history.createHistoricProcessInstanceQuery(),
                context -> new DeleteHistoricProcessInstancesCmd(List.of(instance), true).execute(context));
    }

    /** A step of a running instance is taken from it, as another way that a model goes does it. */
    public static void step(RuntimeService runtime, String instance, String element) {
        within(runtime.createProcessInstanceQuery(), context -> {
            new ProcessInstanceModificationBuilderImpl(context, instance)
                    .cancelAllForActivity(element)
                    .execute();
            return null;
        });
    }

    /** Any query of a service knows the engine behind it, whatever stands before the service. */
    private static void within(Object query, Command<?> command) {
        CommandExecutor engine = (CommandExecutor) ReflectionTestUtils.getField(query, "commandExecutor");
        engine.execute(command);
    }
}

package uk.childpathways.engine.access;

import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.DirectFieldAccessor;
import uk.childpathways.web.NotAllowedProblem;

/**
 * What a person may let the engine do, by whatever way they ask: reading (the engine shows them what is theirs), taking a
 * task and giving it back, deploying. Completing and starting come through the guard of submissions. Everything else,
 * messages, signals, jobs, variables, ending and moving cases, is done by the application alone: by a step of a model,
 * which runs inside such a command, or by its own authority.
 *
 * <p>It stands before the command begins, so that a refusal changes nothing: the engine would count the refused execution
 * of a job among the job's failures, and after five a statutory clock would be silent.
 */
public class PersonsCommands extends CommandInterceptor {

    private static final String ENGINE = "org.camunda.bpm.engine.";

    private static final Pattern READING =
            Pattern.compile(".*(Query|QueryImpl|QueryCmd)|(Get|Find|Is|Has|ExecuteFilter|Authorization|Check)\\w*");

    private static final Set<String> WORKING = Set.of("ClaimTaskCmd", "AssignTaskCmd", "DeployCmd");

    private final ProcessEngineConfigurationImpl engine;

    public PersonsCommands(ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (Context.getCommandContext() == null) {
            Authentication person = engine.getIdentityService().getCurrentAuthentication();
            if (person != null && person.getUserId() != null) {
                check(command, person.getUserId());
            }
        }
        return next.execute(command);
    }

    private static void check(Command<?> command, String person) {
        Class<?> kind = command.getClass();
        if (!kind.getName().startsWith(ENGINE)) {
            return; // Ours, which asks what it must.
        }
        String name = kind.getSimpleName();
        if (!WORKING.contains(name) && !READING.matcher(name).matches()) {
            throw new NotAllowedProblem("Nobody does this by hand: a child's journey goes on through the forms of its"
                    + " tasks and of the start list.");
        }
        if (Set.of("ClaimTaskCmd", "AssignTaskCmd").contains(name)
                && !isForThemselves(new DirectFieldAccessor(command), person)) {
            throw new NotAllowedProblem(
                    "Take a task for yourself only. To hand one on, give it back, or ask its manager.");
        }
    }

    /** Taken for oneself, or given back, for which the engine asks for nobody. */
    private static boolean isForThemselves(DirectFieldAccessor command, String person) {
        Object whom = command.getPropertyValue("userId");
        return whom == null || whom.equals(person);
    }
}

package uk.childpathways.engine.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import uk.childpathways.web.NotAllowedProblem;

/**
 * What children's cases run by, and the cases themselves, are taken away by nobody: not by whoever is logged in, the
 * administrator included, and not by code of ours that asks the engine's services with nobody logged in. A model that is
 * deployed stays, a case ends by its model, a clock rings, and the trace of what is over goes with the engine's nightly
 * clean-up and not before. What lies beside a journey and has lost its reason is ended by {@link Withdrawals}.
 */
public class NothingIsTakenAway extends CommandInterceptor {

    private static final String ENGINE = "org.camunda.bpm.engine.";

    private enum Kept {
        DEPLOYED(
                "Delete(Deployment|ProcessDefinition)\\w*",
                "What has been deployed stays, because children's cases and deadlines run by it. Put an earlier version"
                        + " back in force at /models, or deploy a newer one."),
        CASES(
                "\\w*(DeleteProcessInstance|RestartProcessInstance|ModifyProcessInstance|ProcessInstanceModification"
                        + "|SuspendProcess|UpdateProcessInstancesSuspendState)\\w*",
                "A child's case ends by its model, and is neither ended, stopped, moved nor begun again from outside. Its"
                        + " worker ends or changes it through its tasks; a step that failed is tried again at"
                        + " /models/trouble."),
        CLOCKS(
                "(Delete|Suspend)Job\\w*",
                "A clock that is stopped or taken away would tell nobody that a child waits. A step that failed is tried"
                        + " again at /models/trouble."),
        HISTORY(
                "DeleteHistoric\\w*|SetRemovalTime\\w*|DeleteUserOperationLog\\w*|Delete(Task|ProcessInstance)Comment\\w*"
                        + "|DeleteBatch\\w*",
                "What is over is removed each night once it is old enough, and nothing of it by hand. What happened to a"
                        + " child is on the child's record.");

        private final Pattern commands;
        private final String sentence;

        Kept(String commands, String sentence) {
            this.commands = Pattern.compile(commands);
            this.sentence = sentence;
        }
    }

    /** Why nobody may do it, and what to do instead; empty where the command takes nothing away. */
    static Optional<String> refusal(Class<?> command) {
        if (!command.getName().startsWith(ENGINE)) {
            return Optional.empty();
        }
        return Arrays.stream(Kept.values())
                .filter(kept -> kept.commands.matcher(command.getSimpleName()).matches())
                .map(kept -> "Nobody does this by hand. " + kept.sentence)
                .findFirst();
    }

    @Override
    public <T> T execute(Command<T> command) {
        refusal(command.getClass()).ifPresent(sentence -> {
            throw new NotAllowedProblem(sentence);
        });
        return next.execute(command);
    }
}

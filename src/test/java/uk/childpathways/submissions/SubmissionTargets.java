package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import uk.childpathways.submissions.SubmissionStorm.Target;
import uk.childpathways.testing.Practice;

/** What of a running application can be submitted, by whom, with what answers. */
record SubmissionTargets(
        Practice practice,
        Questions questions,
        RepositoryService repository,
        TaskService tasks,
        IdentityService identity) {

    /** Every start form that anybody may start by hand. */
    List<Target> startForms() {
        List<Target> all = new ArrayList<>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            Optional<String> starter = repository.getIdentityLinksForProcessDefinition(definition.getId()).stream()
                    .map(IdentityLink::getGroupId)
                    .filter(Objects::nonNull)
                    .flatMap(group -> memberOf(group).stream())
                    .findFirst();
            Optional<Question> question = questions.ofStart(definition.getKey());
            if (starter.isPresent() && question.filter(q -> q.form() != null).isPresent()) {
                all.add(new Target(
                        question.get().form().id(),
                        "/engine-rest/process-definition/key/" + definition.getKey() + "/submit-form",
                        starter.get(),
                        plausible(() -> practice.answersForStart(definition.getKey(), starter.get(), Map.of()))));
            }
        }
        return all;
    }

    /** Every open task, by the one who has it or one of those to whom it is offered. */
    List<Target> of(List<Task> open) {
        List<Target> all = new ArrayList<>();
        for (Task task : open) {
            Optional<String> by = task.getAssignee() != null
                    ? Optional.of(task.getAssignee())
                    : tasks.getIdentityLinksForTask(task.getId()).stream()
                            .map(IdentityLink::getGroupId)
                            .filter(Objects::nonNull)
                            .flatMap(group -> memberOf(group).stream())
                            .findFirst();
            Optional<Question> question = questions.ofTask(task.getId());
            if (by.isPresent() && question.filter(q -> q.form() != null).isPresent()) {
                all.add(new Target(
                        question.get().form().id(),
                        "/engine-rest/task/" + task.getId() + "/submit-form",
                        by.get(),
                        plausible(() -> practice.answersForTask(task.getId(), by.get()))));
            }
        }
        return all;
    }

    private Optional<String> memberOf(String group) {
        return identity.createUserQuery().memberOfGroup(group).listPage(0, 1).stream()
                .map(User::getId)
                .findFirst();
    }

    private static Map<String, Object> plausible(java.util.function.Supplier<Map<String, Object>> answers) {
        try {
            return answers.get();
        } catch (AssertionError | RuntimeException e) {
            return Map.of(); // Nothing to choose from here: whatever is sent is refused, which is what is asked for.
        }
    }
}

package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import uk.childpathways.submissions.SubmissionStorm.Target;
import uk.childpathways.testing.OurFiles;

/** What of a running application can be submitted, by whom, with what answers. */
final class SubmissionTargets {

    /** Of those to whom something is offered, so many are asked whether they can answer it. */
    private static final int PEOPLE = 4;

    /**
     * The demonstration's people, asked before anybody whom another test put into the shared application: somebody who
     * has left, or who works elsewhere, answers nothing rightly, and which of them there are depends on what ran before.
     */
    private static final List<String> FIRST = List.of(
            "sw.north",
            "sw2.north",
            "atm.north",
            "tm.north",
            "psw",
            "sm",
            "hos",
            "director",
            "cpchair",
            "iro",
            "eds",
            "adm",
            "panel",
            "qa",
            "sqm",
            "hsq",
            "fro",
            "pil",
            "frontdoor",
            "confadmin",
            "cpm",
            "hr",
            "legal",
            "pa",
            "eh",
            "ehm");

    private final Questions questions;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final IdentityService identity;
    private final RightAnswers answers;

    /** Found before: who fills in a task's form, and how, is worked out once. */
    private final Map<String, Target> ofTasks = new HashMap<>();

    SubmissionTargets(
            Questions questions,
            RepositoryService repository,
            TaskService tasks,
            IdentityService identity,
            RightAnswers answers) {
        this.questions = questions;
        this.repository = repository;
        this.tasks = tasks;
        this.identity = identity;
        this.answers = answers;
    }

    /**
     * Every start form that anybody may start by hand.
     *
     * @param given for each of them anew: what is answered in any case, where it is asked
     */
    List<Target> startForms(Random chance, Supplier<Map<String, Object>> given) {
        List<Target> all = new ArrayList<>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            if (OurFiles.shipped().model(definition.getKey()).isEmpty()) {
                // Another test's model: it may stop at what nobody is asked.
                continue;
            }
            questions
                    .ofStart(definition.getKey())
                    .filter(question -> question.form() != null)
                    .flatMap(question -> target(
                            question,
                            "/engine-rest/process-definition/key/" + definition.getKey() + "/submit-form",
                            people(repository.getIdentityLinksForProcessDefinition(definition.getId())),
                            chance,
                            given.get()))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** Every open task, by the one who has it or one of those to whom it is offered. */
    List<Target> of(List<Task> open, Random chance) {
        List<Target> all = new ArrayList<>();
        for (Task task : open) {
            Target known = ofTasks.get(task.getId());
            if (known == null) {
                known = questions
                        .ofTask(task.getId())
                        .filter(question -> question.form() != null)
                        .flatMap(question -> target(
                                question,
                                "/engine-rest/task/" + task.getId() + "/submit-form",
                                task.getAssignee() != null
                                        ? List.of(task.getAssignee())
                                        : people(tasks.getIdentityLinksForTask(task.getId())),
                                chance,
                                Map.of()))
                        .orElse(null);
            }
            if (known != null) {
                ofTasks.put(task.getId(), known);
                all.add(known);
            }
        }
        return all;
    }

    /** What was worked out no longer holds: it is another day. */
    void forget() {
        ofTasks.clear();
    }

    /** By the first of these people whose answers are accepted; if there is none, by the one who comes nearest. */
    private Optional<Target> target(
            Question question, String path, List<String> people, Random chance, Map<String, Object> given) {
        Map<String, RightAnswers.Found> tried = new LinkedHashMap<>();
        for (String person : people) {
            RightAnswers.Found found = answers.to(question, person, chance, given);
            tried.put(person, found);
            if (found.right()) {
                break;
            }
        }
        return tried.entrySet().stream()
                .min(Comparator.comparingInt(one -> one.getValue().problems().size()))
                .map(one -> new Target(
                        question.form().id(),
                        path,
                        one.getKey(),
                        one.getValue().answers(),
                        one.getValue().problems()));
    }

    private List<String> people(List<IdentityLink> links) {
        return links.stream()
                .flatMap(link -> link.getUserId() != null
                        ? Stream.of(link.getUserId())
                        : Stream.ofNullable(link.getGroupId()).flatMap(group -> membersOf(group).stream()))
                .filter(Objects::nonNull)
                .distinct()
                .limit(PEOPLE)
                .toList();
    }

    private List<String> membersOf(String group) {
        return identity.createUserQuery().memberOfGroup(group).list().stream()
                .map(User::getId)
                .sorted(Comparator.comparing((String id) -> !FIRST.contains(id)).thenComparing(id -> id))
                .limit(PEOPLE)
                .toList();
    }
}

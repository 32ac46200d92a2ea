package uk.childpathways.breaches;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.NewEntry;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.BoundaryTimer;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * The end of a timer on "Respond to breached standard": nobody has answered, so the next rung is asked as well. The
 * element carries the extension property {@code rung} (a role, such as {@code head-of-service}); the timer in front
 * asks for a standard. The silence is marked on that deadline; it is no new breach, or breaches would breed.
 */
@ModelVocabulary(
        value = "climbLadder",
        says = "Asks the next rung as well where nobody has answered a missed timescale in time. Stands at the end"
                + " behind a timer",
        purpose = Purpose.CLOCK,
        reads = {@ModelVariable(name = "breachId", says = "the missed timescale")})
@ModelProperty(name = "rung", says = "The role that is asked next.", value = ValueKind.ROLES, required = true)
class ClimbLadder implements JavaDelegate {

    private final Breaches breaches;
    private final Deadlines deadlines;
    private final Directory directory;
    private final Chronology chronology;
    private final Clock clock;

    ClimbLadder(
            Breaches breaches, Deadlines deadlines, Directory directory, Chronology chronology, Clock pathwaysClock) {
        this.breaches = breaches;
        this.deadlines = deadlines;
        this.directory = directory;
        this.chronology = chronology;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> timer = BoundaryTimer.propertiesOf(execution);
        String rung = ExtensionProperties.of(execution).getOrDefault("rung", timer.get("rung"));
        if (rung == null) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the property 'rung': the role that is asked next.");
        }
        Role role = Role.of(rung.trim());
        Instant now = clock.instant();
        if (timer.get("standard") != null) {
            deadlines
                    .openDue(execution.getProcessInstanceId(), timer.get("standard"), now)
                    .forEach(deadline -> deadlines.breached(deadline, now));
        }
        UUID breachId = UUID.fromString(String.valueOf(execution.getVariable("breachId")));
        breaches.climb(breachId, role).ifPresent(asked -> {
            offer(execution, asked);
            record(execution, breaches.get(breachId), asked, now);
        });
    }

    private void offer(DelegateExecution execution, Role role) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        List<Task> open = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list();
        for (Task task : open) {
            tasks.addCandidateGroup(task.getId(), directory.groupFor(role.key(), null));
            if (task.getAssignee() != null) {
                // A claimed task would be hidden from the next rung: the person who claimed it keeps it as a candidate.
                tasks.addCandidateUser(task.getId(), task.getAssignee());
                tasks.setAssignee(task.getId(), null);
            }
        }
    }

    private void record(DelegateExecution execution, Breach breach, Role role, Instant now) {
        chronology.record(new NewEntry(
                breach.childRef(),
                breach.journeyId(),
                "breach-not-answered",
                execution.getCurrentActivityId(),
                "\"" + breach.standardName() + "\": no answer yet, so the " + role.words() + " is asked as well",
                null,
                Map.of(),
                execution.getProcessInstanceId(),
                null,
                Directory.APPLICATION,
                now,
                List.of("NEW-GEN-02b", "SWI-COL-05"),
                null));
    }
}

package uk.childpathways.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;

/**
 * A service in which everybody does each task of one child on the day before it is due, and every timer fires at its
 * moment. What is decided comes from the test; everything else is answered as the form asks. Tasks may be left undone:
 * their clocks then run out.
 */
public final class DiligentPractice {

    /** What is decided on a form at this point; empty for whatever the form takes. */
    @FunctionalInterface
    public interface Decisions {
        Map<String, Object> on(String form, DiligentPractice practice);
    }

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** Who may do what is offered to a group; the first who is asked first. */
    private static final List<String> PEOPLE = List.of(
            "sw.north",
            "sw.south",
            "tm.north",
            "tm.south",
            "atm.north",
            "psw",
            "cpchair",
            "confadmin",
            "sqm",
            "hsq",
            "iro",
            "legal",
            "panel",
            "adm",
            "sm",
            "hos",
            "director",
            "pa",
            "eds",
            "qa",
            "eh",
            "ehm",
            "sw2.north");

    private final Practice practice;
    private final TaskService tasks;
    private final ManagementService management;
    private final Map<String, List<String>> groupsOfPeople;
    private final String child;
    private final Map<String, Instant> putOff = new HashMap<>();
    private final List<String> story = new ArrayList<>();
    private Decisions decisions = (form, at) -> Map.of();
    private Set<String> left = new HashSet<>();
    private int refused;

    public DiligentPractice(
            Practice practice,
            TaskService tasks,
            ManagementService management,
            Map<String, List<String>> groupsOfPeople,
            String child) {
        this.practice = practice.withSupervision();
        this.tasks = tasks;
        this.management = management;
        this.groupsOfPeople = groupsOfPeople;
        this.child = child;
    }

    public DiligentPractice deciding(Decisions all) {
        this.decisions = all;
        return this;
    }

    /** Nobody does the tasks with these forms or labels from now on. */
    public DiligentPractice leaving(Set<String> formsAndLabels) {
        this.left = new HashSet<>(formsAndLabels);
        return this;
    }

    /** Goes on until that moment, at which the clock then stands. */
    public void until(Instant end) {
        while (step(end)) {}
        if (end.isAfter(practice.now())) {
            itIs(end);
        }
        practice.fireDueTimers(child);
    }

    /** Goes on until nothing is running for the child any more, but no longer than this. */
    public void toTheEnd(Duration atMost) {
        Instant end = practice.now().plus(atMost);
        while (!practice.instances(child).isEmpty() && step(end)) {}
    }

    /** What the engine does by itself for the child is done. */
    public void carryOn() {
        practice.carryOn(child);
    }

    /** What happened, a line for each task and timer: for reading in failures. */
    public String story() {
        return String.join("\n", story);
    }

    /** How often somebody has done this form since this story began. */
    public long done(String form) {
        return story.stream().filter(line -> line.contains(" [" + form + "] ")).count();
    }

    public LocalDate today() {
        return practice.today();
    }

    public Practice practice() {
        return practice;
    }

    public String child() {
        return child;
    }

    private boolean step(Instant end) {
        Optional<Task> next = practice.openTasks(child).stream()
                .filter(task -> !left.contains(form(task)) && !left.contains(task.getName()))
                .min(Comparator.comparing(this::when));
        Instant task = next.map(this::when).orElse(Instant.MAX);
        Instant timer = nextTimer();
        Instant then = timer.isBefore(task) ? timer : task;
        if (then.isAfter(end)) {
            return false;
        }
        if (then.isAfter(practice.now())) {
            itIs(then);
        }
        if (!timer.isAfter(practice.now())) {
            practice.fireDueTimers(child).forEach(element -> story.add(moment() + "  " + element + " fires"));
        } else {
            done(next.orElseThrow());
        }
        return true;
    }

    /** A second after the child's next timer is due. */
    private Instant nextTimer() {
        Set<String> instances = practice.instances(child);
        if (instances.isEmpty()) {
            return Instant.MAX;
        }
        List<Job> first = management
                .createJobQuery()
                .processInstanceIds(instances)
                .timers()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1);
        return first.isEmpty()
                ? Instant.MAX
                : first.get(0)
                        .getDuedate()
                        .toInstant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .plusSeconds(1);
    }

    /** On the morning of the day before it is due, or an hour before. */
    private Instant when(Task task) {
        Date dueDate = task.getDueDate();
        Instant due = dueDate == null ? practice.now() : dueDate.toInstant();
        LocalDate day = LocalDate.ofInstant(due, ENGLAND);
        Instant lastSecond = day.atTime(23, 59, 59).atZone(ENGLAND).toInstant();
        Instant when = due.truncatedTo(ChronoUnit.SECONDS).equals(lastSecond)
                ? day.minusDays(1).atTime(10, 0).atZone(ENGLAND).toInstant()
                : due.minus(Duration.ofHours(1));
        Instant notBefore = putOff.getOrDefault(task.getId(), practice.now());
        return when.isBefore(notBefore) ? notBefore : when;
    }

    private void done(Task task) {
        String form = form(task);
        List<String> refusals = new ArrayList<>();
        for (String person : people(task)) {
            try {
                practice.completeTask(task.getId(), child, person, decisions.on(form, this));
                String line = moment() + "  " + task.getName() + " [" + form + "] (" + person + ")";
                if (story.stream().filter(line::equals).count() > 5) {
                    throw new AssertionError("Done again and again:\n" + story());
                }
                story.add(line);
                return;
            } catch (RuntimeException no) {
                refusals.add(person + ": " + no.getMessage());
            }
        }
        story.add(moment() + "  " + task.getName() + " <" + form + "> not yet: " + refusals);
        refused++;
        if (refused > 40) {
            throw new AssertionError("Too much is refused:\n" + story());
        }
        putOff.put(task.getId(), practice.now().plus(Duration.ofDays(task.getDueDate() == null ? 7 : 1)));
    }

    private List<String> people(Task task) {
        if (task.getAssignee() != null) {
            return List.of(task.getAssignee());
        }
        List<IdentityLink> offers = tasks.getIdentityLinksForTask(task.getId());
        Set<String> groups = offers.stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        // Work on a restricted record is offered one by one to those who may open it.
        Set<String> byName = offers.stream()
                .map(IdentityLink::getUserId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return PEOPLE.stream()
                .filter(person -> byName.contains(person)
                        || groupsOfPeople.getOrDefault(person, List.of()).stream()
                                .anyMatch(groups::contains))
                .toList();
    }

    private static String form(Task task) {
        return task.getCamundaFormRef() == null ? "" : task.getCamundaFormRef().getKey();
    }

    private void itIs(Instant moment) {
        practice.itIs(LocalDateTime.ofInstant(moment, ENGLAND)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString());
    }

    private String moment() {
        return LocalDateTime.ofInstant(practice.now(), ENGLAND)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}

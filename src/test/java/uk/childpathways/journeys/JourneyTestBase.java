package uk.childpathways.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.notices.TaskHolders;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.Practice;

/** What every test of a journey has at hand, and what a missed timescale has to lead to. */
public abstract class JourneyTestBase {

    public static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private static final List<String> OF_SCRUTINY =
            List.of("cp-chairs", "conference-administrators", "iros", "panel-advisers");

    @Autowired
    public Practice practice;

    @Autowired
    public Oversight oversight;

    @Autowired
    public TaskService tasks;

    @Autowired
    public JdbcTemplate jdbc;

    @Autowired
    public TaskHolders holders;

    @AfterEach
    public void timeRunsAgain() {
        practice.backToToday();
    }

    /** Values with more of them, as key, value, key, value. */
    public static Map<String, Object> with(Map<String, Object> values, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i].toString(), more[i + 1]);
        }
        return all;
    }

    // ---- deadlines and breaches ----

    public record Missed(UUID id, String standard, Instant due, String answerBy) {}

    public List<Missed> breaches(String child, String standard) {
        return jdbc.query(
                "select id, standard, due, answer_by from pathways.breach where child_ref = ? and standard = ?"
                        + " order by due",
                (row, n) -> new Missed(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4)),
                child,
                standard);
    }

    /** The tasks in which somebody has to answer this breach. */
    public List<Task> toBeAnswered(Missed breach) {
        return tasks.createTaskQuery()
                .processVariableValueEquals("breachId", breach.id().toString())
                .list();
    }

    /** The moment at which the standard is due, in England. */
    public LocalDateTime due(String child, String standard) {
        return LocalDateTime.ofInstant(practice.deadline(child, standard).due(), ENGLAND);
    }

    /** Time stands one minute before the standard is due: whatever has been missed, it is not this. */
    public void oneMinuteBefore(String child, String standard) {
        int before = breaches(child, standard).size();
        practice.itIs(due(child, standard).minusMinutes(1).withNano(0).toString());
        practice.fireDueTimers(child);
        assertThat(breaches(child, standard))
                .as("breaches of '%s' one minute before it is due", standard)
                .hasSize(before);
    }

    /**
     * The standard is not met in time: nothing one minute before, then exactly one breach, and the duty stays. A child's
     * safety and what is statutory are before the service manager in one task; good practice is before the worker's own
     * manager; what the office owes is nobody's task at once. What a conference chair, a reviewing officer or the panel
     * owes is before the safeguarding manager instead: their own line, not the service that they scrutinise.
     *
     * @param label the task in which the work is done, open before and after
     * @param dueAt when it is due: a day for its last second, or a date and time
     */
    public Missed notDone(String child, String label, String standard, String dueAt) {
        assertThat(due(child, standard))
                .as("'%s' is due", standard)
                .isEqualToIgnoringNanos(LocalDateTime.parse(dueAt.length() == 10 ? dueAt + "T23:59:59" : dueAt));
        assertThat(practice.task(child, label).getDueDate().toInstant())
                .as("the date that people see at '%s'", label)
                .isEqualTo(practice.deadline(child, standard).due());
        oneMinuteBefore(child, standard);
        boolean scrutiny = ofScrutiny(child, label);
        Missed breach = scrutiny ? passed(child, standard, "safeguarding-manager", "sqm") : passed(child, standard);
        assertThat(practice.tasks(child)).as("the duty stays").contains(label);
        assertThat(practice.deadline(child, standard).status()).isEqualTo(Deadline.Status.BREACHED);
        return breach;
    }

    /** The due moment passes: exactly one breach, once, before the manager who answers for that weight. */
    public Missed passed(String child, String standard) {
        boolean managerFirst = !practice.deadline(child, standard).weight().heavy() && !heldByManager(child, standard);
        String role = practice.deadline(child, standard).escalateTo();
        if (!managerFirst || !role.equals("team-manager")) {
            return passed(child, standard, "service-manager", "sm");
        }
        return heldInEarlyHelp(child, standard)
                ? passed(child, standard, "early-help-manager", "ehm")
                : passed(child, standard, "team-manager", "tm." + teamOf(child));
    }

    private boolean heldInEarlyHelp(String child, String standard) {
        List<String> late = holders.holdersOf(practice.deadline(child, standard).executionId());
        return !late.isEmpty() && List.of("eh", "early-help-practitioners").containsAll(late);
    }

    private String teamOf(String child) {
        return jdbc.queryForObject("select team_id from pathways.child where ref = ?", String.class, child);
    }

    /** Managers do not answer for what they have not done themselves, also where an assistant could have done it. */
    private boolean heldByManager(String child, String standard) {
        List<String> late = holders.holdersOf(practice.deadline(child, standard).executionId());
        return late.stream()
                .anyMatch(holder -> holder.startsWith("tm.")
                        || holder.startsWith("team-managers")
                        || holder.equals("ehm")
                        || holder.equals("early-help-managers"));
    }

    private boolean ofScrutiny(String child, String label) {
        Task task = practice.task(child, label);
        return task.getAssignee() == null
                ? OF_SCRUTINY.containsAll(practice.offeredTo(child, label))
                : List.of("cpchair", "confadmin", "iro", "panel").contains(task.getAssignee());
    }

    private Missed passed(String child, String standard, String answerBy, String person) {
        int before = breaches(child, standard).size();
        practice.itIs(due(child, standard).plusMinutes(1).withNano(0).toString());
        practice.fireDueTimers(child);
        practice.fireDueTimers(child);
        List<Missed> found = breaches(child, standard);
        assertThat(found).as("breaches of '%s'", standard).hasSize(before + 1);
        Missed breach = found.get(found.size() - 1);
        assertThat(breach.answerBy()).isEqualTo(answerBy);
        switch (practice.deadline(child, standard).weight()) {
            case SAFETY, STATUTORY -> {
                assertThat(toBeAnswered(breach)).as("the manager's task").hasSize(1);
                assertThat(practice.tasksSeenBy(person, child)).contains("Respond to breached standard");
            }
            case GOOD_PRACTICE -> {
                assertThat(toBeAnswered(breach)).as("the manager's task").hasSize(1);
                assertThat(practice.tasksSeenBy(person, child)).contains("Answer for missed standard");
            }
            case OFFICE ->
                assertThat(toBeAnswered(breach)).as("nobody's task at once").isEmpty();
        }
        return breach;
    }

    /** The work is done after all: closed with the working days it was late, and the breach stays on record. */
    public void doneLate(String child, String standard, int workingDays) {
        Deadline deadline = practice.deadline(child, standard);
        assertThat(deadline.status()).isEqualTo(Deadline.Status.MET_LATE);
        assertThat(deadline.lateWorkingDays())
                .as("working days late: '%s'", standard)
                .isEqualTo(workingDays);
        assertThat(breaches(child, standard)).isNotEmpty();
    }

    public void inTime(String child, String standard) {
        assertThat(practice.deadline(child, standard).status()).isEqualTo(Deadline.Status.MET);
        assertThat(breaches(child, standard)).isEmpty();
    }

    // ---- the record ----

    public List<OversightEntry> oversightOf(String child) {
        return oversight.of(child, Pageable.unpaged()).getContent();
    }

    public List<OversightEntry> oversightOf(String child, String kind) {
        return oversightOf(child).stream()
                .filter(entry -> entry.kind().equals(kind))
                .toList();
    }

    /** The newest entry that a form left on the child's record. */
    public ChronologyEntry entry(String child, String form) {
        List<ChronologyEntry> found = practice.chronology(child).stream()
                .filter(entry -> form.equals(entry.formId()))
                .sorted((a, b) -> Long.compare(a.chainSeq(), b.chainSeq()))
                .toList();
        assertThat(found).as("entries of '%s' for %s", form, child).isNotEmpty();
        return found.get(found.size() - 1);
    }

    public long entries(String child, String form) {
        return practice.chronology(child).stream()
                .filter(entry -> form.equals(entry.formId()))
                .count();
    }

    public static List<Object> list(Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}

package uk.childpathways.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What stands in the database of the children whose journeys were begun, each thing held against how often it must be
 * there: what is missing is lost, what is there too often is doubled.
 *
 * @param prefix of the references of the children that are looked at
 */
record Standing(JdbcTemplate db, String prefix) {

    /** So many tasks the journey of {@code two-nodes.bpmn} has, each with a timer that is due at once. */
    static final int TIMERS = 20;

    /** A timer that is due and has not fired. */
    static final String DUE = "select count(*) from act_ru_job where type_ = 'timer' and duedate_ <= now()"
            + " and process_def_key_ = 'benchmark-timer'";

    private static final String TASKS_OF = """
        select v.text_, count(*) from act_ru_task t
        join act_re_procdef d on d.id_ = t.proc_def_id_ and d.key_ = '%s'
        join act_ru_variable v on v.execution_id_ = t.proc_inst_id_ and v.name_ = 'childRef' group by 1\
        """;

    private record Measure(String what, int each, String sql) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure(
                    "journeys",
                    1,
                    "select child_ref, count(*) from pathways.journey where key = 'two-nodes' group by 1"),
            new Measure(
                    "starts on the record",
                    1,
                    "select child_ref, count(*) from pathways.chronology_entry where form_id = 'two-nodes' group by 1"),
            new Measure(
                    "events of the starts",
                    1,
                    "select child_ref, count(*) from pathways.journey_event where name = 'concern-received' group by"
                            + " 1"),
            new Measure(
                    "audit rows of the child",
                    1,
                    "select about, count(*) from pathways.audit_entry where kind = 'CHILD' group by 1"),
            new Measure("tasks", TIMERS, TASKS_OF.formatted("benchmark-timer")),
            new Measure(
                    "deadlines",
                    TIMERS,
                    "select child_ref, count(*) from pathways.deadline where standard_id = 'response-decided' group by"
                            + " 1"),
            new Measure(
                    "deadlines with a breach",
                    TIMERS,
                    "select child_ref, count(distinct deadline_id) from pathways.breach group by 1"),
            new Measure("breaches", TIMERS, "select child_ref, count(*) from pathways.breach group by 1"),
            new Measure("tasks of the manager", TIMERS, TASKS_OF.formatted("breach-escalation")),
            new Measure(
                    "notices of a breach",
                    TIMERS,
                    "select child_ref, count(*) from pathways.notice where kind = 'breach' group by 1"),
            new Measure(
                    "breaches told to somebody",
                    TIMERS,
                    "select n.child_ref, count(distinct n.id) from pathways.notice n join pathways.notification p"
                            + " on p.notice_id = n.id where n.kind = 'breach' group by 1"));

    /** What must not be there at all, whoever it is about. */
    private static final Map<String, String> NONE = new TreeMap<>(Map.of(
            "notifications doubled",
            "select count(*) from (select event_key, recipient from pathways.notification group by 1, 2"
                    + " having count(*) > 1) doubled",
            "people told of some breaches only",
            "select count(*) from (select p.recipient from pathways.notification p join pathways.notice n"
                    + " on n.id = p.notice_id where n.kind = 'breach' group by 1 having count(*) <>"
                    + " (select count(*) from pathways.breach)) told_of_some",
            "faults in the audit trail",
            "select count(*) from pathways.audit_faults()",
            "incidents",
            "select count(*) from act_ru_incident",
            "jobs that were given up",
            "select count(*) from act_ru_job where retries_ = 0",
            "models in a second version",
            "select count(*) from act_re_procdef where version_ > 1",
            "notices that nobody was told",
            "select count(*) from pathways.notice where state = 'WAITING' and not_before <= now()"));

    int count(String sql) {
        return db.queryForObject(sql, Integer.class);
    }

    int breaches() {
        return count("select count(*) from pathways.breach");
    }

    boolean noTimerIsDue() {
        return count(DUE) == 0;
    }

    boolean everybodyIsTold() {
        return count(NONE.get("notices that nobody was told")) == 0;
    }

    /** The children who have the journey. */
    Set<String> begun() {
        return byChild(MEASURES.get(0).sql()).keySet();
    }

    /** The children who are on record. */
    Set<String> children() {
        return byChild("select ref, 1 from pathways.child").keySet();
    }

    /** Prints every figure; gives what is not as it must be. */
    List<String> faults() {
        List<String> found = new ArrayList<>();
        Set<String> begun = begun();
        for (Measure measure : MEASURES) {
            Map<String, Integer> there = byChild(measure.sql());
            int lost = 0;
            int doubled = 0;
            int sum = 0;
            for (String child : begun) {
                int count = there.getOrDefault(child, 0);
                sum += count;
                lost += Math.max(0, measure.each() - count);
                doubled += Math.max(0, count - measure.each());
            }
            String line = String.format(
                    java.util.Locale.UK,
                    "%-28s %,7d of %,7d; lost: %d, doubled: %d",
                    measure.what(),
                    sum,
                    begun.size() * measure.each(),
                    lost,
                    doubled);
            RunningJar.say("%s", line);
            if (lost > 0 || doubled > 0) {
                found.add(line);
            }
        }
        NONE.forEach((what, sql) -> {
            int count = count(sql);
            RunningJar.say("%-36s %d", what, count);
            if (count > 0) {
                found.add(what + ": " + count);
            }
        });
        return found;
    }

    private Map<String, Integer> byChild(String sql) {
        Map<String, Integer> counts = new TreeMap<>();
        db.query(sql, row -> {
            if (row.getString(1).startsWith(prefix)) {
                counts.put(row.getString(1), row.getInt(2));
            }
        });
        return counts;
    }
}

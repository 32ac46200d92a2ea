package uk.childpathways.upgrade;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is running in a database: each thing with all that a start of the application must not change.
 *
 * @param tasks by id: what is asked, of whom, due when, of which model and version
 * @param jobs by id: at which element, due when
 * @param waiting by id: messages that cases wait for
 * @param executions by id: where each case stands
 * @param deadlines by id: standard, due, later day agreed, status, table
 * @param dueDays by id: standard and due alone
 * @param breaches by id: of which deadline
 */
record Stock(
        Map<String, String> tasks,
        Map<String, String> jobs,
        Map<String, String> waiting,
        Map<String, String> executions,
        Map<String, String> deadlines,
        Map<String, String> dueDays,
        Map<String, String> breaches) {

    static Stock of(JdbcTemplate db) {
        return new Stock(
                rows(db, "select id_, concat_ws(' | ', name_, assignee_, due_date_, proc_def_id_) from act_ru_task"),
                rows(db, """
                        select j.id_, concat_ws(' | ', d.act_id_, d.job_type_, j.duedate_, j.retries_)
                        from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_"""),
                rows(db, """
                        select id_, concat_ws(' | ', event_type_, event_name_, execution_id_, activity_id_)
                        from act_ru_event_subscr where execution_id_ is not null"""),
                rows(db, "select id_, concat_ws(' | ', proc_def_id_, act_id_, business_key_) from act_ru_execution"),
                rows(db, """
                        select id::text, concat_ws(' | ', child_ref, standard_id, due at time zone 'UTC', agreed_until,
                            status, table_version) from pathways.deadline"""),
                rows(db, """
                        select id::text, concat_ws(' | ', child_ref, standard_id, due at time zone 'UTC')
                        from pathways.deadline"""),
                rows(db, """
                        select id::text, concat_ws(' | ', deadline_id, due at time zone 'UTC', hash)
                        from pathways.breach"""));
    }

    /** Two columns of a query: id and what is said of it. */
    static Map<String, String> rows(JdbcTemplate db, String sql) {
        Map<String, String> rows = new TreeMap<>();
        db.query(sql, row -> {
            rows.put(row.getString(1), row.getString(2));
        });
        return rows;
    }
}

package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many rows each table has, and what clocks, tasks and jobs say: nothing of it may change by a refusal. */
final class WhatIsStored {

    /** What changes by itself: who has logged in, and notices that go out after what was accepted. */
    private static final Set<String> BY_THEMSELVES = Set.of(
            "pathways.notification", "pathways.sign_in_try", "public.act_ru_meter_log", "public.act_ru_task_meter_log");

    /** Beside their number, what is in the rows: the retries of a job, the day on which a task is due. */
    private static final Map<String, String> CONTENTS = Map.of(
            "pathways.deadline", "due, agreed_until, status",
            "public.act_ru_task", "id_, assignee_, due_date_",
            "public.act_ru_job", "id_, retries_, duedate_",
            "public.act_ru_variable", "id_, text_, long_");

    private final JdbcTemplate db;
    private final String question;

    WhatIsStored(JdbcTemplate db) {
        this.db = db;
        this.question = tables(db).stream()
                .map(table -> "select '" + table + "', count(*)::text"
                        + (CONTENTS.containsKey(table)
                                ? " || ' ' || coalesce(sum(hashtext(concat_ws('|', " + CONTENTS.get(table) + "))), 0)"
                                : "")
                        + " from " + table)
                .collect(Collectors.joining(" union all "));
    }

    private static Set<String> tables(JdbcTemplate db) {
        Set<String> all = new TreeSet<>(db.queryForList("""
            select table_schema || '.' || table_name from information_schema.tables
            where table_type = 'BASE TABLE' and (table_schema = 'pathways'
              or table_name like 'act\\_ru\\_%' or table_name = 'act_ge_bytearray'
              or table_name in ('act_hi_procinst', 'act_hi_taskinst', 'act_hi_actinst', 'act_hi_varinst'))\
            """, String.class));
        all.removeAll(BY_THEMSELVES);
        return all;
    }

    Map<String, String> now() {
        Map<String, String> all = new TreeMap<>();
        db.query(question, row -> {
            all.put(row.getString(1), row.getString(2));
        });
        return all;
    }

    static List<String> differences(Map<String, String> before, Map<String, String> after) {
        List<String> found = new ArrayList<>();
        after.forEach((table, now) -> {
            if (!now.equals(before.get(table))) {
                found.add(table + ": " + before.get(table) + " → " + now);
            }
        });
        return found;
    }
}

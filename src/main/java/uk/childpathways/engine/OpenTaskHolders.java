package uk.childpathways.engine;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import uk.childpathways.escalation.TaskHolders;

/**
 * Reads who holds a task. The engine's own query would need one statement for the task and another for its candidates,
 * and would answer by the rights of whoever is logged in; a breach asks for every task, whoever causes it.
 */
@Component
class OpenTaskHolders implements TaskHolders {

    private final JdbcTemplate jdbc;

    OpenTaskHolders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<String> holdersOf(String executionId) {
        return jdbc.queryForList("""
                select distinct coalesce(t.assignee_, l.user_id_, l.group_id_)
                from act_ru_task t left join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
                where t.execution_id_ = ? and coalesce(t.assignee_, l.user_id_, l.group_id_) is not null
                order by 1
                """, String.class, executionId);
    }
}

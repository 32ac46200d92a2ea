package uk.childpathways.storage;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which steps that are taken once in the life of a database have been taken to their end. */
@Component
@Transactional
public class StepsDone {

    private final JdbcClient db;

    StepsDone(JdbcClient db) {
        this.db = db;
    }

    @Transactional(readOnly = true)
    public boolean isDone(String step) {
        return db.sql("select exists (select 1 from pathways.step_done where step = ?)")
                .param(step)
                .query(Boolean.class)
                .single();
    }

    /** To its end: one that was broken off is taken again at the next start. */
    public void done(String step) {
        db.sql("insert into pathways.step_done (step) values (?) on conflict do nothing")
                .param(step)
                .update();
    }
}

package uk.childpathways.children;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who opened a child's record and who was refused, for good: a record is opened for work only (SWI-CON-10). */
@Component
@Transactional
public class RecordViews {

    /** @param allowed false where the person was refused */
    public record View(String childRef, String by, Instant at, boolean allowed) {}

    private final JdbcClient db;
    private final Clock clock;

    RecordViews(JdbcClient db, Clock pathwaysClock) {
        this.db = db;
        this.clock = pathwaysClock;
    }

    void opened(String childRef, String by, boolean allowed) {
        db.sql("insert into pathways.record_view (child_ref, by_user, at, allowed) values (?,?,?,?)")
                .params(childRef, by, Timestamp.from(clock.instant()), allowed)
                .update();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public Page<View> of(String childRef, Pageable page) {
        long total = db.sql("select count(*) from pathways.record_view where child_ref = ?")
                .param(childRef)
                .query(Long.class)
                .single();
        List<View> views = db.sql(
                        "select * from pathways.record_view where child_ref = ? order by id desc" + " limit ? offset ?")
                .params(childRef, page.getPageSize(), page.getOffset())
                .query((rs, i) -> new View(
                        rs.getString("child_ref"),
                        rs.getString("by_user"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getBoolean("allowed")))
                .list();
        return new PageImpl<>(views, page, total);
    }
}

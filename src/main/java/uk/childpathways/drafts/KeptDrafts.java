package uk.childpathways.drafts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import uk.childpathways.submissions.LabelledAnswers;

/** The drafts in the database. Who may see or change one is asked before. */
@Repository
class KeptDrafts {

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, List<LabelledAnswers.Line>>> SAID = new TypeReference<>() {};

    private final JdbcClient db;
    private final ObjectMapper json;

    KeptDrafts(JdbcClient db, ObjectMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Of everybody, the newest first. */
    List<Draft> ofTask(String taskId) {
        return db.sql("select * from pathways.draft where task_id = ? order by typed_at desc, id")
                .param(taskId)
                .query(this::draft)
                .list();
    }

    /** The newest first. */
    List<Draft> ofStart(String processKey, String author) {
        return db.sql("select * from pathways.draft where author = ? and process_key = ? order by typed_at desc, id")
                .params(author, processKey)
                .query(this::draft)
                .list();
    }

    Optional<Draft> of(Place place, String author) {
        return db.sql("select * from pathways.draft where " + WHERE)
                .param("author", author)
                .param("task", place.taskId())
                .param("process", place.processKey())
                .param("id", place.id())
                .query(this::draft)
                .optional();
    }

    private static final String WHERE =
            "author = :author and (task_id = :task::varchar" + " or process_key = :process::text and id = :id::uuid)";

    /** What may be replaced: what the page has seen, and what it sent before itself. */
    private static final String SEEN =
            " and (draft.version = :seen::bigint or draft.page = :page and draft.turn < :turn)";

    /** @return the version that is kept now; empty where something else was kept meanwhile */
    Optional<Long> keep(Place place, String author, Typed typed, String said, Instant at) {
        return db.sql(
                        "insert into pathways.draft (id, author, task_id, process_key, form_id, answers, said, page, turn,"
                                + " version, typing_since, typed_at) values (:id, :author, :task, :process, :form, :answers, :said,"
                                + " :page, :turn, 1, :at, :at) on conflict "
                                + (place.taskId() == null ? "(id)" : "on constraint draft_of_task")
                                + " do update set form_id = excluded.form_id, answers = excluded.answers, said = excluded.said,"
                                + " page = excluded.page, turn = excluded.turn, version = draft.version + 1,"
                                + " typing_since = case when draft.typed_at < :rested then excluded.typed_at else draft.typing_since end,"
                                + " typed_at = excluded.typed_at where draft.author = :author"
                                + " and draft.process_key is not distinct from :process::text" + SEEN
                                + " returning version")
                .param("id", place.id() == null ? UUID.randomUUID() : place.id())
                .param("author", author)
                .param("task", place.taskId())
                .param("process", place.processKey())
                .param("form", typed.form())
                .param("answers", text(typed.answers()))
                .param("said", said)
                .param("page", typed.page())
                .param("turn", typed.turn())
                .param("seen", typed.seen())
                .param("at", Timestamp.from(at))
                .param("rested", Timestamp.from(at.minus(Drafts.TYPING)))
                .query(Long.class)
                .optional();
    }

    /** Everything was taken out again. */
    boolean empty(Place place, String author, Typed typed) {
        return db.sql("delete from pathways.draft where " + WHERE + SEEN)
                        .param("author", author)
                        .param("task", place.taskId())
                        .param("process", place.processKey())
                        .param("id", place.id())
                        .param("page", typed.page())
                        .param("turn", typed.turn())
                        .param("seen", typed.seen())
                        .update()
                > 0;
    }

    void throwAway(Place place, String author) {
        db.sql("delete from pathways.draft where " + WHERE)
                .param("author", author)
                .param("task", place.taskId())
                .param("process", place.processKey())
                .param("id", place.id())
                .update();
    }

    String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Draft draft(ResultSet row, int number) throws SQLException {
        try {
            return new Draft(
                    row.getObject("id", UUID.class),
                    row.getString("author"),
                    row.getString("form_id"),
                    json.readValue(row.getString("answers"), ANSWERS),
                    json.readValue(row.getString("said"), SAID),
                    row.getObject("page", UUID.class),
                    row.getLong("version"),
                    row.getTimestamp("typing_since").toInstant(),
                    row.getTimestamp("typed_at").toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

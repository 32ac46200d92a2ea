package uk.childpathways.children;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.NewRow;

/** Which document about a child was shared with whom, one record for each recipient, for good. */
@Service
@Transactional
public class SharedDocuments {

    private final JdbcClient db;

    SharedDocuments(JdbcClient db) {
        this.db = db;
    }

    /**
     * A document in the hands of one recipient, or the reason why it was not given to them.
     *
     * @param document the form whose answers are the document
     * @param how an option of the form: {@code read-together}, {@code post}, {@code not-shared} …
     * @param receivedOn null where it was not shared
     * @param language in which language or form
     * @param by who recorded it
     */
    public record Shared(
            UUID id,
            String childRef,
            UUID journeyId,
            String document,
            String recipient,
            String recipientKind,
            String how,
            LocalDate receivedOn,
            String language,
            String notSharedReason,
            String by,
            Instant at,
            UUID chronologyEntryId) {}

    public void record(Shared shared) {
        NewRow.in("pathways.document_shared")
                .with("id", shared.id())
                .with("child_ref", shared.childRef())
                .with("journey_id", shared.journeyId())
                .with("document_form", shared.document())
                .with("recipient", shared.recipient())
                .with("recipient_kind", shared.recipientKind())
                .with("how", shared.how())
                .with("received_on", shared.receivedOn())
                .with("language", shared.language())
                .with("not_shared_reason", shared.notSharedReason())
                .with("by_user", shared.by())
                .with("at", shared.at())
                .with("chronology_entry_id", shared.chronologyEntryId())
                .add(db);
    }

    /** What was shared about the child, newest first. */
    @Transactional(readOnly = true)
    public Page<Shared> of(String childRef, Pageable page) {
        long total = db.sql("select count(*) from pathways.document_shared where child_ref = ?")
                .param(childRef)
                .query(Long.class)
                .single();
        List<Shared> shared = db.sql("select * from pathways.document_shared where child_ref = ?"
                        + " order by seq desc limit ? offset ?")
                .params(
                        childRef,
                        page.isPaged() ? page.getPageSize() : Integer.MAX_VALUE,
                        page.isPaged() ? page.getOffset() : 0L)
                .query((rs, i) -> new Shared(
                        rs.getObject("id", UUID.class),
                        rs.getString("child_ref"),
                        rs.getObject("journey_id", UUID.class),
                        rs.getString("document_form"),
                        rs.getString("recipient"),
                        rs.getString("recipient_kind"),
                        rs.getString("how"),
                        rs.getObject("received_on", LocalDate.class),
                        rs.getString("language"),
                        rs.getString("not_shared_reason"),
                        rs.getString("by_user"),
                        rs.getTimestamp("at").toInstant(),
                        rs.getObject("chronology_entry_id", UUID.class)))
                .list();
        return new PageImpl<>(shared, page, total);
    }
}

package uk.childpathways.notices;

import io.swagger.v3.oas.annotations.Operation;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.web.Paged;

/** The notices sent to the person logged in: over the API, and on a page that Tasklist leads to. */
@Controller
class NotificationsApi {

    /** A notice about a child goes out of sight when the child's record closes to its reader. */
    private static final String OWN = " from pathways.notification n join pathways.notice t on t.id = n.notice_id"
            + " left join pathways.child c on c.ref = t.child_ref"
            + " where n.recipient = :reader and (c.ref is null or " + ChildAccess.OPEN + ")";

    private final NamedParameterJdbcTemplate jdbc;
    private final ChildAccess access;

    NotificationsApi(NamedParameterJdbcTemplate jdbc, ChildAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** @param status {@code waiting} for the mail server, {@code sent} by mail, or {@code listed} here only */
    record Told(
            UUID id,
            OffsetDateTime at,
            String kind,
            String childRef,
            UUID journeyId,
            String subject,
            String text,
            String status) {

        /** When it was sent, as the page says it. */
        public String when() {
            return Days.LONG.moment(at);
        }
    }

    @GetMapping("/notices")
    String page(@PageableDefault(size = 50) Pageable page, Authentication caller, Model model) {
        model.addAttribute("notices", own(page, caller));
        return "notices";
    }

    @GetMapping("/api/notifications")
    @ResponseBody
    @Operation(summary = "Your own notices, newest first")
    Paged<Told> own(@PageableDefault(size = 20) Pageable page, Authentication caller) {
        Map<String, Object> values = access.reader(caller.getName());
        values.put("size", page.getPageSize());
        values.put("offset", page.getOffset());
        Long total = jdbc.queryForObject("select count(*)" + OWN, values, Long.class);
        List<Told> told = jdbc.query(
                "select n.id, n.created_at, n.status, t.kind, t.child_ref, t.journey_id, t.subject, t.text" + OWN
                        + " order by n.created_at desc, n.id limit :size offset :offset",
                values,
                (row, number) -> new Told(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("created_at")
                                .toInstant()
                                .atZone(England.ZONE)
                                .toOffsetDateTime(),
                        row.getString("kind"),
                        row.getString("child_ref"),
                        row.getObject("journey_id", UUID.class),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("status").toLowerCase()));
        Page<Told> found = new PageImpl<>(told, page, total == null ? 0 : total);
        return Paged.of(found);
    }
}

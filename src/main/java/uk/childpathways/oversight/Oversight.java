package uk.childpathways.oversight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.ChainSource;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordChain;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.storage.NewRow;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * The oversight record: what managers decided about a child, why, and the actions that follow. Written by managers and
 * the decision makers whom a clause names, never by the practitioner (SWI-OVR-01a, NEW-OVR-1a).
 */
@Service
@Transactional
public class Oversight implements ChainSource {

    private static final TypeReference<List<NewAction>> ACTIONS = new TypeReference<>() {};

    private final JdbcClient db;
    private final RecordChain chain;
    private final Children children;
    private final Directory directory;
    private final AgreedActions agreedActions;
    private final ObjectProvider<ActionFollowUp> followUps;
    private final ObjectMapper json;
    private final ApplicationEventPublisher events;

    Oversight(
            JdbcClient db,
            RecordChain chain,
            Children children,
            Directory directory,
            AgreedActions agreedActions,
            ObjectProvider<ActionFollowUp> followUps,
            ObjectMapper json,
            ApplicationEventPublisher events) {
        this.db = db;
        this.chain = chain;
        this.children = children;
        this.directory = directory;
        this.agreedActions = agreedActions;
        this.followUps = followUps;
        this.json = json;
        this.events = events;
    }

    /**
     * Records the decision and starts the follow-up of each agreed action. A second call from the same source returns
     * the first one's entry.
     *
     * @throws NotAllowedProblem when the person may not write on the oversight record
     * @throws BadInputProblem when the rationale is missing, or an action lacks its text, owner or date
     */
    public OversightEntry record(NewOversight o) {
        if (!PractitionerFiles.isFile(o.childRef())) {
            children.get(o.childRef());
        }
        String role = roleOf(o);
        if (o.rationale() == null || o.rationale().isBlank()) {
            throw new BadInputProblem("The rationale is missing: an oversight entry says why it was decided so.");
        }
        List<NewAction> actions = o.actions() == null ? List.of() : List.copyOf(o.actions());
        checkActions(actions);

        chain.hold(List.of(o.childRef()));
        if (o.source() != null) {
            Optional<OversightEntry> first = madeBy(o.source());
            if (first.isPresent()) {
                return first.get();
            }
        }
        OversightEntry entry = insert(o, role, actions);
        events.publishEvent(new OversightRecorded(entry));
        for (int i = 0; i < actions.size(); i++) {
            // One action that is named in an outcome and at two sign-offs is one: one task, one clock.
            if (agreedActions.knownAlready(entry.childRef(), actions.get(i))) {
                continue;
            }
            AgreedAction action = agreedActions.add(entry, i + 1, actions.get(i));
            followUps.ifAvailable(engine -> agreedActions.followedUpBy(action.id(), engine.start(action)));
        }
        return entry;
    }

    private String roleOf(NewOversight o) {
        List<Role> roles = directory.rolesOf(o.by()).stream().map(Role::of).toList();
        List<Role> writing = roles.stream()
                .filter(Role::writesOversight)
                .sorted(Comparator.comparingInt(Role::ordinal).reversed())
                .toList();
        if (writing.isEmpty()) {
            throw new NotAllowedProblem("Only a manager, or a decision maker such as the conference chair, writes on a"
                    + " child's oversight record. " + directory.nameOf(o.by()) + " is "
                    + (roles.isEmpty()
                            ? "in no role here."
                            : roles.stream().map(Role::words).collect(Collectors.joining(" and ")) + "."));
        }
        return writing.stream()
                .filter(role -> role.key().equals(o.role()))
                .findFirst()
                .or(() -> writing.stream().filter(Role::manager).findFirst())
                .orElse(writing.get(0))
                .key();
    }

    private void checkActions(List<NewAction> actions) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            NewAction action = actions.get(i);
            String which = "Agreed action " + (i + 1);
            if (action.action() == null || action.action().isBlank()) {
                faults.add(which + " does not say what is to be done.");
            }
            if (action.owner() == null || action.owner().isBlank()) {
                faults.add(which + " has no owner.");
            } else if (directory.person(action.owner()).filter(Person::active).isEmpty()) {
                faults.add(which + ": nobody with the user id " + action.owner() + " works here.");
            }
            if (action.by() == null) {
                faults.add(which + " has no date.");
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInputProblem(String.join(" ", faults));
        }
    }

    private OversightEntry insert(NewOversight o, String role, List<NewAction> actions) {
        NewOversight.Source source = o.source() == null ? new NewOversight.Source(null, null, null) : o.source();
        Row row = new Row(
                UUID.randomUUID(),
                o.childRef(),
                o.journeyId(),
                o.kind(),
                o.decision(),
                o.rationale().replace("\u0000", ""),
                write(actions),
                o.effect(),
                o.until(),
                o.by(),
                role,
                o.at().truncatedTo(ChronoUnit.MICROS),
                o.aboutElement(),
                o.breachId(),
                source.processInstanceId(),
                source.elementId(),
                source.chronologyEntryId());
        RecordChain.Link link = chain.next(o.childRef(), row.payload());
        link.on(NewRow.in("pathways.oversight_entry")
                        .with("id", row.id)
                        .with("child_ref", row.childRef)
                        .with("journey_id", row.journeyId)
                        .with("kind", row.kind)
                        .with("decision", row.decision)
                        .with("rationale", row.rationale)
                        .with("actions", row.actions)
                        .with("effect", row.effect)
                        .with("until", row.until)
                        .with("by_user", row.by)
                        .with("role", row.role)
                        .with("at", row.at)
                        .with("about_element", row.aboutElement)
                        .with("breach_id", row.breachId)
                        .with("process_instance_id", row.processInstanceId)
                        .with("element_id", row.elementId)
                        .with("chronology_entry_id", row.chronologyEntryId))
                .add(db);
        return entry(row, link);
    }

    /** How often this step of this process instance has recorded this decision. */
    @Transactional(readOnly = true)
    public int count(String processInstanceId, String elementId, String decision) {
        return db.sql("select count(*) from pathways.oversight_entry where process_instance_id = ?"
                        + " and element_id = ? and decision = ?")
                .params(processInstanceId, elementId, decision)
                .query(Integer.class)
                .single();
    }

    private Optional<OversightEntry> madeBy(NewOversight.Source source) {
        return db.sql("select * from pathways.oversight_entry where process_instance_id = ? and element_id = ?"
                        + " and chronology_entry_id = ?")
                .params(source.processInstanceId(), source.elementId(), source.chronologyEntryId())
                .query(this::entry)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<OversightEntry> find(UUID id) {
        return db.sql("select * from pathways.oversight_entry where id = ?")
                .param(id)
                .query(this::entry)
                .optional();
    }

    /** The answers to a breach, oldest first. */
    @Transactional(readOnly = true)
    public List<OversightEntry> aboutBreach(UUID breachId) {
        return db.sql("select * from pathways.oversight_entry where breach_id = ? order by chain_seq")
                .param(breachId)
                .query(this::entry)
                .list();
    }

    /** The child's entries, newest first. */
    @Transactional(readOnly = true)
    public Page<OversightEntry> of(String childRef, Pageable page) {
        long total = db.sql("select count(*) from pathways.oversight_entry where child_ref = ?")
                .param(childRef)
                .query(Long.class)
                .single();
        List<OversightEntry> entries = db.sql("select * from pathways.oversight_entry where child_ref = ?"
                        + " order by chain_seq desc limit ? offset ?")
                .params(
                        childRef,
                        page.isPaged() ? page.getPageSize() : Integer.MAX_VALUE,
                        page.isPaged() ? page.getOffset() : 0L)
                .query(this::entry)
                .list();
        return new PageImpl<>(entries, page, total);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> entriesOf(Collection<String> childRefs) {
        return db.sql("select * from pathways.oversight_entry where child_ref = any (?)")
                .param(childRefs.toArray(String[]::new))
                .query((rs, i) -> new Entry(
                        rs.getString("child_ref"),
                        "oversight entry " + rs.getString("id"),
                        rs.getLong("chain_seq"),
                        rs.getString("previous_hash"),
                        rs.getString("hash"),
                        row(rs).payload()))
                .list();
    }

    private OversightEntry entry(ResultSet rs, int i) throws SQLException {
        return entry(
                row(rs),
                new RecordChain.Link(rs.getLong("chain_seq"), rs.getString("previous_hash"), rs.getString("hash")));
    }

    private OversightEntry entry(Row row, RecordChain.Link link) {
        return new OversightEntry(
                row.id,
                row.childRef,
                row.journeyId,
                row.kind,
                row.decision,
                row.rationale,
                read(row.actions),
                row.effect,
                row.until,
                row.by,
                row.role,
                row.at,
                row.aboutElement,
                row.breachId,
                row.processInstanceId == null
                        ? null
                        : new NewOversight.Source(row.processInstanceId, row.elementId, row.chronologyEntryId),
                link.seq(),
                link.previousHash(),
                link.hash());
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                rs.getObject("id", UUID.class),
                rs.getString("child_ref"),
                rs.getObject("journey_id", UUID.class),
                rs.getString("kind"),
                rs.getString("decision"),
                rs.getString("rationale"),
                rs.getString("actions"),
                rs.getString("effect"),
                rs.getObject("until", LocalDate.class),
                rs.getString("by_user"),
                rs.getString("role"),
                rs.getTimestamp("at").toInstant(),
                rs.getString("about_element"),
                rs.getObject("breach_id", UUID.class),
                rs.getString("process_instance_id"),
                rs.getString("element_id"),
                rs.getObject("chronology_entry_id", UUID.class));
    }

    private String write(List<NewAction> actions) {
        try {
            return json.writeValueAsString(actions).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The agreed actions cannot be written as JSON.", e);
        }
    }

    private List<NewAction> read(String text) {
        try {
            return json.readValue(text, ACTIONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The agreed actions of an oversight entry are not JSON any more.", e);
        }
    }

    private record Row(
            UUID id,
            String childRef,
            UUID journeyId,
            String kind,
            String decision,
            String rationale,
            String actions,
            String effect,
            LocalDate until,
            String by,
            String role,
            Instant at,
            String aboutElement,
            UUID breachId,
            String processInstanceId,
            String elementId,
            UUID chronologyEntryId) {

        List<?> payload() {
            return Arrays.asList(
                    "oversight",
                    id,
                    childRef,
                    journeyId,
                    kind,
                    decision,
                    rationale,
                    actions,
                    effect,
                    until,
                    by,
                    role,
                    at,
                    aboutElement,
                    breachId,
                    processInstanceId,
                    elementId,
                    chronologyEntryId);
        }
    }
}

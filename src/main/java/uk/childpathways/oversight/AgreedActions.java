package uk.childpathways.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.deadlines.DeadlineEnds;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Directory;
import uk.childpathways.web.NotFoundProblem;

/** The agreed actions of the oversight record and how they go on. The name without suffix is a word of models. */
@Service("agreedActionRecords")
@Transactional
public class AgreedActions {

    /** The event that dates an agreed action; its standard {@code agreed-action-done} runs to the end of that day. */
    public static final String DUE = "agreed-action-due";

    private static final String DONE = "agreed-action-done";

    private final JdbcClient db;
    private final JourneyEvents events;
    private final Chronology chronology;
    private final Directory directory;
    private final ObjectProvider<ActionFollowUp> followUps;
    private final Deadlines deadlines;
    private final DeadlineEnds deadlineEnds;
    private final Clock clock;

    AgreedActions(
            JdbcClient db,
            JourneyEvents events,
            Chronology chronology,
            Directory directory,
            ObjectProvider<ActionFollowUp> followUps,
            Deadlines deadlines,
            DeadlineEnds deadlineEnds,
            Clock pathwaysClock) {
        this.db = db;
        this.followUps = followUps;
        this.deadlines = deadlines;
        this.deadlineEnds = deadlineEnds;
        this.events = events;
        this.chronology = chronology;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    AgreedAction add(OversightEntry entry, int number, NewAction agreed) {
        AgreedAction action = new AgreedAction(
                UUID.randomUUID(),
                entry.id(),
                number,
                entry.childRef(),
                entry.journeyId(),
                agreed.action(),
                agreed.owner(),
                agreed.by(),
                AgreedAction.Status.OPEN,
                null,
                null,
                null,
                null);
        db.sql("insert into pathways.agreed_action"
                        + " (id, oversight_entry_id, number, child_ref, journey_id, action, owner, due_on, status)"
                        + " values (?,?,?,?,?,?,?,?,'OPEN')")
                .params(Arrays.asList(
                        action.id(),
                        action.oversightEntryId(),
                        number,
                        action.childRef(),
                        action.journeyId(),
                        action.action(),
                        action.owner(),
                        action.dueOn()))
                .update();
        return action;
    }

    /**
     * Whether this is an open action of the child, agreed elsewhere before: the manager says so, or it has the same owner
     * and the same words. Where it is to be done sooner now, that day holds for the one action.
     */
    boolean knownAlready(String childRef, NewAction agreed) {
        Optional<AgreedAction> known = openFor(childRef).stream()
                .filter(open -> agreed.sameAs() != null
                        ? open.id().equals(agreed.sameAs())
                        : Objects.equals(open.owner(), agreed.owner())
                                && words(open.action()).equals(words(agreed.action())))
                .findFirst();
        known.filter(open -> agreed.by().isBefore(open.dueOn())).ifPresent(open -> sooner(open, agreed.by()));
        return known.isPresent();
    }

    private void sooner(AgreedAction action, LocalDate day) {
        db.sql("update pathways.agreed_action set due_on = ? where id = ?")
                .params(day, action.id())
                .update();
        if (action.journeyId() != null && action.processInstanceId() != null) {
            events.latest(action.journeyId(), DUE, action.processInstanceId())
                    .ifPresent(event -> events.record(
                            action.journeyId(),
                            action.childRef(),
                            DUE,
                            day.atStartOfDay(England.ZONE).toInstant(),
                            true,
                            directory.currentUser(),
                            event.step()));
        }
    }

    /** What counts when two actions are compared: not how often the space bar was pressed, nor a full stop. */
    private static String words(String action) {
        return action.strip().replaceAll("[\\s\\p{Punct}]+", " ").strip().toLowerCase(Locale.UK);
    }

    /**
     * The action's follow-up starts: records the day until which it is to be done as an event of that process instance,
     * from which its deadline runs. A second call changes nothing.
     */
    void begin(AgreedAction action, JourneyStep step) {
        if (action.journeyId() == null
                || events.latest(action.journeyId(), DUE, step.processInstanceId())
                        .filter(event -> event.step() != null
                                && step.processInstanceId().equals(event.step().processInstanceId()))
                        .isPresent()) {
            return;
        }
        events.record(
                action.journeyId(),
                action.childRef(),
                DUE,
                action.dueOn().atStartOfDay(England.ZONE).toInstant(),
                true,
                directory.currentUser(),
                step);
    }

    void followedUpBy(UUID id, String processInstanceId) {
        db.sql("update pathways.agreed_action set process_instance_id = ? where id = ?")
                .params(processInstanceId, id)
                .update();
    }

    @Transactional(readOnly = true)
    public AgreedAction get(UUID id) {
        return find(id).orElseThrow(() -> new NotFoundProblem("No agreed action has the id " + id + "."));
    }

    @Transactional(readOnly = true)
    public Optional<AgreedAction> find(UUID id) {
        return db.sql("select * from pathways.agreed_action where id = ?")
                .param(id)
                .query(AgreedActions::action)
                .optional();
    }

    /** The actions of one decision in its order. */
    @Transactional(readOnly = true)
    public List<AgreedAction> of(UUID oversightEntryId) {
        return db.sql("select * from pathways.agreed_action where oversight_entry_id = ? order by number")
                .param(oversightEntryId)
                .query(AgreedActions::action)
                .list();
    }

    /** What is still to be done for a child, most urgent first. */
    @Transactional(readOnly = true)
    public List<AgreedAction> openFor(String childRef) {
        return db.sql("select * from pathways.agreed_action where child_ref = ? and status = 'OPEN' order by due_on")
                .param(childRef)
                .query(AgreedActions::action)
                .list();
    }

    /** The action that this process instance follows up. */
    @Transactional(readOnly = true)
    public Optional<AgreedAction> followedUpIn(String processInstanceId) {
        return db.sql("select * from pathways.agreed_action where process_instance_id = ?")
                .param(processInstanceId)
                .query(AgreedActions::action)
                .optional();
    }

    /** What was agreed, in words, by the process instance that follows it up. */
    @Transactional(readOnly = true)
    public Map<String, String> followedUpIn(Collection<String> processInstanceIds) {
        Map<String, String> agreed = new HashMap<>();
        if (!processInstanceIds.isEmpty()) {
            db.sql("select process_instance_id, action from pathways.agreed_action where process_instance_id = any (?)")
                    .param(processInstanceIds.toArray(String[]::new))
                    .query((rs, i) -> agreed.put(rs.getString(1), rs.getString(2)))
                    .list();
        }
        return agreed;
    }

    /** The action was done; a second call changes nothing. */
    public void done(UUID id, String by, String result) {
        end(id, "DONE", by, result);
    }

    /** The action ended undone; a second call changes nothing. */
    public void notDone(UUID id, String by, String result) {
        end(id, "NOT_DONE", by, result);
    }

    /** Withdraws it: nobody needs to do it any more, for the given reason; a second call changes nothing. */
    public void withdraw(UUID id, String by, String reason) {
        end(id, "WITHDRAWN", by, reason);
    }

    /**
     * The journey ended before its own outcome: what was agreed for it is withdrawn and its follow-up ends. What was
     * agreed with the end itself is still owed.
     *
     * @param endAskedAt when the end was asked for
     */
    public void journeyEnded(UUID journeyId, Instant endAskedAt, String by, String reason) {
        db.sql("select a.* from pathways.agreed_action a join pathways.oversight_entry o on o.id = a.oversight_entry_id"
                        + " where a.journey_id = ? and a.status = 'OPEN' and o.at < ?")
                .params(journeyId, Timestamp.from(endAskedAt))
                .query(AgreedActions::action)
                .list()
                .forEach(action -> {
                    withdraw(action.id(), by, reason);
                    followUps.ifAvailable(engine -> engine.end(action, reason));
                });
    }

    /** The child has died: what was agreed outside any journey, before the death was recorded, is withdrawn too. */
    public void childDied(String childRef, Instant before, String by, String reason) {
        db.sql("select a.* from pathways.agreed_action a join pathways.oversight_entry o on o.id = a.oversight_entry_id"
                        + " where a.child_ref = ? and a.journey_id is null and a.status = 'OPEN' and o.at < ?")
                .params(childRef, Timestamp.from(before))
                .query(AgreedActions::action)
                .list()
                .forEach(action -> {
                    withdraw(action.id(), by, reason);
                    followUps.ifAvailable(engine -> engine.end(action, reason));
                });
    }

    /**
     * A manager found the action done before its owner said so: its deadline is met by that day, and nobody is asked for
     * it any more.
     *
     * @param day on which it was done; null for today
     */
    void foundDone(AgreedAction action, LocalDate day, String by, String effect) {
        if (action.journeyId() != null) {
            deadlines.openOf(action.journeyId()).stream()
                    .filter(deadline -> deadline.standardId().equals(DONE)
                            && deadline.processInstanceId().equals(action.processInstanceId()))
                    .findFirst()
                    .ifPresent(deadline -> events.record(
                            action.journeyId(),
                            action.childRef(),
                            DONE,
                            day == null
                                    ? clock.instant()
                                    : day.atStartOfDay(England.ZONE).toInstant(),
                            day != null,
                            by,
                            new JourneyStep(
                                    action.journeyId(),
                                    action.childRef(),
                                    deadline.processInstanceId(),
                                    deadline.executionId(),
                                    deadline.elementId(),
                                    deadline.processKey())));
        }
        done(action.id(), by, effect);
        followUps.ifAvailable(engine -> engine.end(action, "Found done by a manager"));
    }

    /** A manager drops the action, done or not: nobody is asked for it any more. */
    void letGo(AgreedAction action, AgreedAction.Status status, String by, String reason) {
        end(action.id(), status.name(), by, reason);
        followUps.ifAvailable(engine -> engine.end(action, "Let go by a manager: " + reason));
    }

    /** The actions of a child that ended after that moment, in the order in which they ended. */
    @Transactional(readOnly = true)
    public List<AgreedAction> endedFor(String childRef, Instant after) {
        return db.sql("select * from pathways.agreed_action where child_ref = ? and status <> 'OPEN' and ended_at > ?"
                        + " order by ended_at")
                .params(childRef, Timestamp.from(after))
                .query(AgreedActions::action)
                .list();
    }

    /** The follow-up's task was completed: the action ends with what its form says. */
    void ended(AgreedAction action, String processInstanceId) {
        ChronologyEntry entry =
                chronology.latestOfProcessInstance(processInstanceId).orElse(null);
        Map<String, Object> answers = entry == null ? Map.of() : entry.answers();
        String result = text(answers.get("actionResult"));
        String words = Stream.of("actionEffect", "actionNotDoneReason")
                .map(answers::get)
                .map(AgreedActions::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        end(
                action.id(),
                "not-done".equals(result) ? "NOT_DONE" : "DONE",
                entry == null ? directory.currentUser() : entry.by(),
                "done-in-part".equals(result) ? "Done in part. " + words : words);
        if (!"done".equals(result)) {
            // Nothing was done that could meet it, and nobody will be asked again: it must not be overdue for ever.
            deadlineEnds.withdrawForProcessInstance(processInstanceId, "The action ended undone: the record says why");
        }
    }

    private static String text(Object answer) {
        return answer == null || answer.toString().isBlank() ? null : answer.toString();
    }

    private void end(UUID id, String status, String by, String words) {
        db.sql("update pathways.agreed_action set status = ?, ended_at = ?, ended_by = ?, result = ?"
                        + " where id = ? and status = 'OPEN'")
                .params(Arrays.asList(status, Timestamp.from(clock.instant()), by, words, id))
                .update();
    }

    private static AgreedAction action(ResultSet rs, int i) throws SQLException {
        Timestamp ended = rs.getTimestamp("ended_at");
        Instant endedAt = ended == null ? null : ended.toInstant();
        return new AgreedAction(
                rs.getObject("id", UUID.class),
                rs.getObject("oversight_entry_id", UUID.class),
                rs.getInt("number"),
                rs.getString("child_ref"),
                rs.getObject("journey_id", UUID.class),
                rs.getString("action"),
                rs.getString("owner"),
                rs.getObject("due_on", LocalDate.class),
                AgreedAction.Status.valueOf(rs.getString("status")),
                rs.getString("process_instance_id"),
                endedAt,
                rs.getString("ended_by"),
                rs.getString("result"));
    }
}

package uk.childpathways.children;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.NewRow;
import uk.childpathways.storage.ReadOnce;

/** The dated events of journeys. A later row of the same name from the same step is a correction of the earlier. */
@Service
@Transactional
public class JourneyEvents {

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JourneyEvents(JdbcClient db, ApplicationEventPublisher events, Clock pathwaysClock) {
        this.db = db;
        this.events = events;
        this.clock = pathwaysClock;
    }

    /**
     * Records that the event occurred and notifies listeners ({@link EventRecorded}) before returning.
     *
     * @param occurredAt when it happened; for {@code dateOnly} the start of that day in Europe/London
     * @param step where in the model it is recorded; null when it comes from elsewhere. The same name from the same
     *     element in the same process instance corrects the earlier one
     */
    public JourneyEvent record(
            UUID journeyId,
            String childRef,
            String name,
            Instant occurredAt,
            boolean dateOnly,
            String by,
            JourneyStep step) {
        JourneyEvent previous = ofStep(journeyId, name, step).orElse(null);
        return record(journeyId, childRef, name, occurredAt, dateOnly, by, step, previous, false);
    }

    /** The event happened at another time than was recorded; nothing else has happened. */
    public JourneyEvent correct(JourneyEvent wrong, Instant occurredAt, boolean dateOnly, String by) {
        return record(
                wrong.journeyId(), wrong.childRef(), wrong.name(), occurredAt, dateOnly, by, wrong.step(), wrong, true);
    }

    private JourneyEvent record(
            UUID journeyId,
            String childRef,
            String name,
            Instant occurredAt,
            boolean dateOnly,
            String by,
            JourneyStep step,
            JourneyEvent previous,
            boolean dateCorrected) {
        JourneyEvent event = new JourneyEvent(
                UUID.randomUUID(),
                journeyId,
                childRef,
                name,
                occurredAt.truncatedTo(ChronoUnit.MICROS),
                dateOnly,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by,
                step);
        NewRow.in("pathways.journey_event")
                .with("id", event.id())
                .with("journey_id", journeyId)
                .with("child_ref", childRef)
                .with("name", name)
                .with("occurred_at", event.occurredAt())
                .with("date_only", dateOnly)
                .with("recorded_at", event.recordedAt())
                .with("by_user", by)
                .with("process_instance_id", step == null ? null : step.processInstanceId())
                .with("execution_id", step == null ? null : step.executionId())
                .with("element_id", step == null ? null : step.elementId())
                .with("process_key", step == null ? null : step.processKey())
                .add(db);
        ReadOnce.forget(ReadOnce.About.EVENTS);
        events.publishEvent(new EventRecorded(event, previous, dateCorrected));
        return event;
    }

    @Transactional(readOnly = true)
    public Optional<JourneyEvent> latest(UUID journeyId, String name) {
        return db.sql("select * from pathways.journey_event where journey_id = ? and name = ?"
                        + " order by seq desc limit 1")
                .params(journeyId, name)
                .query(JourneyEvents::event)
                .optional();
    }

    /** All events of the journey, in the order in which they were recorded. */
    @Transactional(readOnly = true)
    public List<JourneyEvent> of(UUID journeyId) {
        return db.sql("select * from pathways.journey_event where journey_id = ? order by seq")
                .params(journeyId)
                .query(JourneyEvents::event)
                .list();
    }

    /**
     * All events that are on record for the journey: its own, and in place of those that it has not, those of the
     * journey that handed over to it, and so on back. Its own come first; those of one journey in the order in which they were recorded. A journey that is
     * opened again does not take over events from an earlier run of its own kind, nor from before it: a second enquiry has its own clock.
     */
    @Transactional(readOnly = true)
    public List<JourneyEvent> known(UUID journeyId) {
        return ReadOnce.get(ReadOnce.About.EVENTS, journeyId, () -> readKnown(journeyId));
    }

    private List<JourneyEvent> readKnown(UUID journeyId) {
        Map<String, UUID> nearest = new HashMap<>();
        List<JourneyEvent> all =
                db.sql("""
                        with recursive came_from (id, back, kind, steps) as (
                            select id, handed_over_from, key, 0 from pathways.journey where id = ?
                            union all
                            select j.id, j.handed_over_from, c.kind, c.steps + 1
                            from came_from c join pathways.journey j on j.id = c.back where j.key <> c.kind)
                        select e.*, c.steps from came_from c join pathways.journey_event e on e.journey_id = c.id
                        order by c.steps, e.seq""").param(journeyId).query(JourneyEvents::event).list();
        all.forEach(event -> nearest.putIfAbsent(event.name(), event.journeyId()));
        return all.stream()
                .filter(event -> event.journeyId().equals(nearest.get(event.name())))
                .toList();
    }

    /** The latest event of this name that is {@link #known(UUID)} in the journey. */
    @Transactional(readOnly = true)
    public Optional<JourneyEvent> latestKnown(UUID journeyId, String name) {
        return known(journeyId).stream()
                .filter(event -> event.name().equals(name))
                .reduce((earlier, later) -> later);
    }

    /**
     * The latest event of this name that was recorded in this process instance; without one, the latest of the
     * journey. For what can run several times in one journey, such as the follow-up of agreed actions.
     */
    @Transactional(readOnly = true)
    public Optional<JourneyEvent> latest(UUID journeyId, String name, String processInstanceId) {
        return db.sql("select * from pathways.journey_event where journey_id = ? and name = ?"
                        + " order by (process_instance_id is not distinct from ?) desc, seq desc limit 1")
                .params(Arrays.asList(journeyId, name, processInstanceId))
                .query(JourneyEvents::event)
                .optional();
    }

    /** The events of the children's running journeys whose name ends with one of these, as they were recorded. */
    @Transactional(readOnly = true)
    List<JourneyEvent> ofRunningJourneys(Collection<String> childRefs, String... endings) {
        return db.sql("select e.* from pathways.journey_event e join pathways.journey j on j.id = e.journey_id"
                        + " where j.ended_at is null and j.child_ref = any (?) and e.name like any (?) order by e.seq")
                .params(
                        childRefs.toArray(new String[0]),
                        Arrays.stream(endings).map(ending -> "%" + ending).toArray(String[]::new))
                .query(JourneyEvents::event)
                .list();
    }

    /** The child's events of these names in whichever journey, as they were recorded. */
    @Transactional(readOnly = true)
    public List<JourneyEvent> ofChild(String childRef, Collection<String> names) {
        return db.sql("select e.* from pathways.journey j join pathways.journey_event e on e.journey_id = j.id"
                        + " where j.child_ref = ? and e.name = any (?) order by e.seq")
                .params(childRef, names.toArray(new String[0]))
                .query(JourneyEvents::event)
                .list();
    }

    /**
     * How often the event was recorded in this journey itself; what an earlier journey did is not counted. A correction
     * (the same step again) counts once.
     */
    @Transactional(readOnly = true)
    public int times(UUID journeyId, String name) {
        return times(journeyId).getOrDefault(name, 0);
    }

    /** The same for all events of the journey; none is there with 0. */
    @Transactional(readOnly = true)
    public Map<String, Integer> times(UUID journeyId) {
        Map<String, Integer> times = new LinkedHashMap<>();
        db.sql("select name, count(*) from (select distinct name, process_instance_id, element_id"
                        + " from pathways.journey_event where journey_id = ?) steps group by name")
                .param(journeyId)
                .query(row -> {
                    times.put(row.getString(1), row.getInt(2));
                });
        return times;
    }

    private Optional<JourneyEvent> ofStep(UUID journeyId, String name, JourneyStep step) {
        return db.sql("select * from pathways.journey_event where journey_id = ? and name = ?"
                        + " and process_instance_id is not distinct from ? and element_id is not distinct from ?"
                        + " order by seq desc limit 1")
                .params(Arrays.asList(
                        journeyId,
                        name,
                        step == null ? null : step.processInstanceId(),
                        step == null ? null : step.elementId()))
                .query(JourneyEvents::event)
                .optional();
    }

    private static JourneyEvent event(ResultSet rs, int i) throws SQLException {
        UUID journeyId = rs.getObject("journey_id", UUID.class);
        String childRef = rs.getString("child_ref");
        String processInstanceId = rs.getString("process_instance_id");
        String elementId = rs.getString("element_id");
        JourneyStep step = processInstanceId == null && elementId == null
                ? null
                : new JourneyStep(
                        journeyId,
                        childRef,
                        processInstanceId,
                        rs.getString("execution_id"),
                        elementId,
                        rs.getString("process_key"));
        return new JourneyEvent(
                rs.getObject("id", UUID.class),
                journeyId,
                childRef,
                rs.getString("name"),
                rs.getTimestamp("occurred_at").toInstant(),
                rs.getBoolean("date_only"),
                rs.getTimestamp("recorded_at").toInstant(),
                rs.getString("by_user"),
                step);
    }
}

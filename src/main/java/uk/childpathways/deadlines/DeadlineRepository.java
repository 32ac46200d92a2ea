package uk.childpathways.deadlines;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import uk.childpathways.web.NotFoundProblem;

interface DeadlineRepository extends JpaRepository<Deadline, UUID> {

    /** @throws NotFoundProblem when there is none */
    default Deadline get(UUID id) {
        return Optional.ofNullable(id)
                .flatMap(this::findById)
                .orElseThrow(() -> new NotFoundProblem("No deadline has the id " + id + "."));
    }

    /**
     * The deadline that the timer stored and the task finds, the journey's own or this task's open one; and what this
     * step of the process instance asked for, each time for its own task, and is still owed.
     */
    @Query("""
            select d from Deadline d where d.standardId = :standardId
            and ((d.journeyId = :journeyId and d.perJourney = true)
                or (d.journeyId = :journeyId and d.executionId = :executionId and d.status in (OPEN, BREACHED))
                or (d.processInstanceId = :processInstanceId and d.elementId = :elementId
                    and d.perJourney = false and d.status in (OPEN, BREACHED)))""")
    List<Deadline> asked(
            UUID journeyId, String standardId, String executionId, String processInstanceId, String elementId);

    /** The journey's own, or this task's open one. */
    @Query("""
            select d from Deadline d where d.journeyId = :journeyId and d.standardId = :standardId
            and (d.perJourney = true
                or (d.executionId = :executionId and d.status in (OPEN, BREACHED)))""")
    Optional<Deadline> ofTask(UUID journeyId, String standardId, String executionId);

    // The states are written out, so that the query is translated once and the database may use its indexes on open
    // ones.

    @Query("select d from Deadline d where d.journeyId = :journeyId and d.status in (OPEN, BREACHED)")
    List<Deadline> openOfJourney(UUID journeyId);

    /** The same, with those of the running journeys that descend from it by hand-overs, over ended ones too. */
    @Query(nativeQuery = true, value = """
            with recursive line (id, ended_at) as (
                select cast(:journeyId as uuid), cast(null as timestamptz)
                union all
                select j.id, j.ended_at from line l join pathways.journey j on j.handed_over_from = l.id)
            select d.* from line l join pathways.deadline d on d.journey_id = l.id
            where l.ended_at is null and d.status in ('OPEN', 'BREACHED')""")
    List<Deadline> openInLine(UUID journeyId);

    @Query("select d from Deadline d where d.childRef in :childRefs and d.status in (OPEN, BREACHED)"
            + " order by d.childRef, d.due")
    List<Deadline> openOfChildren(Collection<String> childRefs);

    @Query("select d from Deadline d where d.processInstanceId = :processInstanceId and d.status in (OPEN, BREACHED)")
    List<Deadline> openOfProcessInstance(String processInstanceId);

    @Query("select d from Deadline d where d.executionId = :executionId and d.status in (OPEN, BREACHED)")
    List<Deadline> openOfExecution(String executionId);

    /** What is still open or was met late, counted in working days or with them: where a bank holiday may matter. */
    @Query("select d from Deadline d where d.status in (OPEN, BREACHED, MET_LATE) and d.due >= :since"
            + " order by d.childRef, d.due")
    List<Deadline> countedSince(Instant since);

    List<Deadline> findByMetEventId(UUID metEventId);

    List<Deadline> findByStartEventId(UUID startEventId);

    /** Also those of the journey which another of its process instances asked for first. */
    @Query("""
            select d from Deadline d where d.standardId = :standardId and d.status = OPEN
            and (d.processInstanceId = :processInstanceId
                or (d.perJourney = true and d.journeyId in
                    (select o.journeyId from Deadline o where o.processInstanceId = :processInstanceId)))""")
    List<Deadline> open(String processInstanceId, String standardId);

    Page<Deadline> findByChildRef(String childRef, Pageable page);

    Page<Deadline> findByChildRefAndStatusIn(String childRef, Collection<Deadline.Status> statuses, Pageable page);
}

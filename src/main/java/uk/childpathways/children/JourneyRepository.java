package uk.childpathways.children;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface JourneyRepository extends JpaRepository<Journey, UUID> {

    List<Journey> findByChildRefAndEndedAtIsNullOrderByOpenedAt(String childRef);

    List<Journey> findByChildRefInAndEndedAtIsNullOrderByChildRefAscOpenedAtAsc(Collection<String> childRefs);

    List<Journey> findByChildRefOrderByOpenedAt(String childRef);

    /** The running journeys that descend from this one by hand-overs, over ended ones too. */
    @Query(nativeQuery = true, value = """
            with recursive successor as (
                select * from pathways.journey where handed_over_from = :id
                union all
                select j.* from successor s join pathways.journey j on j.handed_over_from = s.id)
            select * from successor where ended_at is null order by opened_at""")
    List<Journey> runningAfter(UUID id);

    /** Journeys that handed the child over to one of that kind, latest first, and none that runs since took it up. */
    @Query(nativeQuery = true, value = """
            select e.journey_id from pathways.chronology_entry e
            where e.child_ref = :childRef and e.kind = 'handed-over' and e.journey_id is not null
            and cast(e.answers as json) ->> 'toJourney' = :key
            and not exists (
                select 1 from pathways.journey j where j.child_ref = :childRef and j.key = :key
                and (j.ended_at is null or j.ended_at > e.at))
            order by e.chain_seq desc""")
    List<UUID> handedOverAndNotTakenUp(String childRef, String key);

    Optional<Journey> findByProcessInstanceId(String processInstanceId);
}

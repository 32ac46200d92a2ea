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

    Optional<Journey> findByProcessInstanceId(String processInstanceId);
}

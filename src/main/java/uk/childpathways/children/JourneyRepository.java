package uk.childpathways.children;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface JourneyRepository extends JpaRepository<Journey, UUID> {

    List<Journey> findByChildRefAndEndedAtIsNullOrderByOpenedAt(String childRef);

    List<Journey> findByChildRefOrderByOpenedAt(String childRef);

    Optional<Journey> findByProcessInstanceId(String processInstanceId);
}

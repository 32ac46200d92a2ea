package uk.childpathways.people;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface AbsenceRepository extends JpaRepository<Absence, UUID> {

    @Query("select a from Absence a where a.userId = :userId and a.state <> 'OVER' order by a.awayFrom")
    List<Absence> open(String userId);

    @Query("select a from Absence a where (a.state = 'PLANNED' and a.awayFrom <= :day)"
            + " or (a.state <> 'OVER' and a.backOn <= :day) order by a.awayFrom")
    List<Absence> toBeTurned(LocalDate day);
}

package uk.childpathways.children;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ChildRepository extends JpaRepository<Child, String> {

    List<Child> findByFamilyRefOrderByRef(String familyRef);

    List<Child> findByTeamOrderByRef(String team);

    @Query("select c.allocatedWorker as worker, count(c) as children from Child c"
            + " where c.allocatedWorker is not null group by c.allocatedWorker")
    List<Caseload> caseloads();

    interface Caseload {
        String getWorker();

        long getChildren();
    }

    @Query(nativeQuery = true, value = "select ref from pathways.child where ref = :ref for update")
    String hold(String ref);
}

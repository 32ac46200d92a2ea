package uk.childpathways.children;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ChildRepository extends JpaRepository<Child, String> {

    List<Child> findByFamilyRefOrderByRef(String familyRef);

    List<Child> findByFamilyRefIgnoreCaseOrderByRef(String familyRef);

    List<Child> findByRefIgnoreCase(String ref);

    List<Child> findByTeamOrderByRef(String team);

    List<Child> findByAllocatedWorkerOrderByRef(String worker);

    List<Child> findByAllocatedWorkerIsNullOrderByRef();

    /** Born or expected on that day, or on one that two of its three parts, or its parts turned round, have in common with it. */
    @Query(nativeQuery = true, value = """
            select c.* from pathways.child c, lateral (select coalesce(c.date_of_birth, c.expected_on) as day) born
            where born.day = :born
            or extract(year from born.day) = :year
            and (extract(month from born.day) in (:month, :day) or extract(day from born.day) in (:day, :month))
            or extract(month from born.day) = :month and extract(day from born.day) = :day
            order by c.ref""")
    List<Child> bornAbout(LocalDate born, int year, int month, int day);

    /** The children with a running journey, and their families, of each worker. */
    @Query("select c.allocatedWorker as worker, count(c) as children,"
            + " count(distinct coalesce(c.familyRef, c.ref)) as families from Child c"
            + " where c.allocatedWorker is not null"
            + " and exists (select 1 from Journey j where j.childRef = c.ref and j.endedAt is null)"
            + " group by c.allocatedWorker")
    List<Caseload> caseloads();

    interface Caseload {
        String getWorker();

        long getChildren();

        long getFamilies();
    }

    @Query(nativeQuery = true, value = "select ref from pathways.child where ref = :ref for update")
    String hold(String ref);

    /** In one order whoever asks, so that two who start for brother and sister do not wait for each other. */
    @Query(nativeQuery = true, value = """
            select ref from pathways.child
            where ref = :ref or family_ref = (select family_ref from pathways.child where ref = :ref)
            order by ref for update""")
    List<String> holdFamily(String ref);
}

package uk.childpathways.people;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PersonRepository extends JpaRepository<Person, String> {

    @EntityGraph(attributePaths = "roles")
    List<Person> findByTeamAndActiveTrueOrderByName(String team);

    @EntityGraph(attributePaths = "roles")
    List<Person> findByActiveTrueOrderByName();

    /** With all their roles in one statement, however many people there are. */
    @EntityGraph(attributePaths = "roles")
    @Query("""
            select p from Person p where p.active = true
            and exists (select 1 from Person q join q.roles r where q.userId = p.userId and r in :roles)
            order by p.userId""")
    List<Person> withAnyRole(Collection<String> roles);

    @Query("select p.userId as userId, p.name as name from Person p where p.userId in :ids")
    List<Named> names(Collection<String> ids);

    /** Ids of people that differ from this one in small and capital letters only. */
    @Query("select p.userId from Person p where lower(p.userId) = lower(:userId) and p.userId <> :userId")
    List<String> alike(String userId);

    /** Names of others who work here and have this e-mail address. */
    @Query("""
            select p.name from Person p where p.active = true and lower(p.email) = lower(:email) and p.userId <> :userId
            order by p.userId""")
    List<String> withEmail(String email, String userId);

    @Query("""
            select p from Person p where (:active is null or p.active = :active) and (:team is null or p.team = :team)
            and (lower(p.name) like :words escape '\\' or lower(p.userId) like :words escape '\\'
                 or lower(coalesce(p.email, '')) like :words escape '\\')
            order by p.name, p.userId""")
    Page<Person> search(String words, String team, Boolean active, Pageable page);

    interface Named {
        String getUserId();

        String getName();
    }
}

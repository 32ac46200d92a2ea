package uk.childpathways.people;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PersonRepository extends JpaRepository<Person, String> {

    List<Person> findByTeamAndActiveTrueOrderByName(String team);

    @Query("select p from Person p join p.roles r where r = :role and p.active = true order by p.userId")
    List<Person> withRole(String role);
}

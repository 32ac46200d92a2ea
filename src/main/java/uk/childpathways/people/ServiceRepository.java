package uk.childpathways.people;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ServiceRepository extends JpaRepository<Service, String> {

    List<Service> findByActiveTrueOrderByName();
}

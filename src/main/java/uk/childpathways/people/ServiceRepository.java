package uk.childpathways.people;

import org.springframework.data.jpa.repository.JpaRepository;

interface ServiceRepository extends JpaRepository<Service, String> {}

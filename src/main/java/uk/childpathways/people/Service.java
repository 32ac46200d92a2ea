package uk.childpathways.people;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import uk.childpathways.audit.KeepsTrail;

/** A part of children's services, with its teams and its service manager. */
@Entity
@KeepsTrail
@Table(schema = "pathways", name = "service")
public class Service {

    @Id
    private String id;

    private String name;

    protected Service() {}

    public Service(String id, String name) {
        this.id = id;
        this.name = name;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }
}

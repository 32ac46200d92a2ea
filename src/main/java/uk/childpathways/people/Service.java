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

    private boolean active = true;

    protected Service() {}

    public Service(String id, String name) {
        this.id = id;
        this.name = name;
    }

    Service(String id, String name, boolean active) {
        this(id, name);
        this.active = active;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** A service that has ended stays for the record; no team belongs to it any more. */
    public boolean active() {
        return active;
    }
}

package uk.childpathways.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import uk.childpathways.audit.KeepsTrail;

/** A team of social workers and its managers. */
@Entity
@KeepsTrail
@Table(schema = "pathways", name = "team")
public class Team {

    @Id
    private String id;

    private String name;

    @Column(name = "service_id")
    private String service;

    private boolean active = true;

    protected Team() {}

    public Team(String id, String name, String service) {
        this.id = id;
        this.name = name;
        this.service = service;
    }

    Team(String id, String name, String service, boolean active) {
        this(id, name, service);
        this.active = active;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Id of the service to which the team belongs. */
    public String service() {
        return service;
    }

    /** A team that has ended stays for the record; nobody and no child belongs to it any more. */
    public boolean active() {
        return active;
    }
}

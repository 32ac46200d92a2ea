package uk.childpathways.people;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import uk.childpathways.audit.KeepsTrail;

/** A person who works with or for the children. */
@Entity
@KeepsTrail
@Table(schema = "pathways", name = "person")
public class Person {

    @Id
    private String userId;

    private String name;
    private String email;
    private String phone;

    @Column(name = "team_id")
    private String team;

    @Column(name = "service_id")
    private String service;

    private boolean registered;
    private boolean suitablyQualified;
    private boolean active;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(schema = "pathways", name = "person_role", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role")
    private Set<String> roles = new LinkedHashSet<>();

    protected Person() {}

    public Person(
            String userId,
            String name,
            Set<String> roles,
            String team,
            String service,
            String email,
            String phone,
            boolean registered,
            boolean suitablyQualified,
            boolean active) {
        this.userId = userId;
        this.name = name;
        this.roles = new LinkedHashSet<>(roles);
        this.team = team;
        this.service = service;
        this.email = email;
        this.phone = phone;
        this.registered = registered;
        this.suitablyQualified = suitablyQualified;
        this.active = active;
    }

    public String userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    /** Whether one of the roles works with children: not those that look after the application alone. */
    public boolean worksWithChildren() {
        return roles().stream().map(Role::of).anyMatch(role -> role.scope() != Role.Scope.NO_CHILD);
    }

    /** Role names as models spell them. */
    public Set<String> roles() {
        return new TreeSet<>(roles);
    }

    /** As they were given, perhaps with one that is empty. */
    Set<String> rolesGiven() {
        return roles;
    }

    public boolean hasRole(Role role) {
        return roles.contains(role.key());
    }

    /** Whether what this person may do and see would change, or has changed, from what it was. */
    boolean hasOtherRightsThan(Person before) {
        return !roles().equals(before.roles())
                || !Objects.equals(team, before.team)
                || !Objects.equals(service, before.service)
                || active != before.active;
    }

    /** The same person in this place. */
    Person in(Set<String> otherRoles, String otherTeam, String otherService) {
        return new Person(
                userId, name, otherRoles, otherTeam, otherService, email, phone, registered, suitablyQualified, active);
    }

    /** Id of the team, or null for those who belong to none. */
    public String team() {
        return team;
    }

    /** Id of the service to which the person's view is limited, or null for none. */
    public String service() {
        return service;
    }

    public String email() {
        return email;
    }

    public String phone() {
        return phone;
    }

    /** Registered with Social Work England. */
    public boolean registered() {
        return registered;
    }

    /** May lead a section 47 enquiry (RUT-S47-06): registered, and no longer newly qualified. */
    public boolean suitablyQualified() {
        return suitablyQualified;
    }

    /** A person who has left keeps their entries and loses login and tasks. */
    public boolean active() {
        return active;
    }
}

package uk.childpathways.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import uk.childpathways.audit.KeepsTrail;

/** A person is away for a time, or for good; those who cover take their place. */
@Entity
@KeepsTrail
@Table(schema = "pathways", name = "absence")
public class Absence {

    /** What has been done so far about the absent person's work. */
    enum State {
        PLANNED,
        AWAY,
        OVER
    }

    @Id
    private UUID id;

    private String userId;
    private LocalDate awayFrom;
    private LocalDate backOn;

    @Column(name = "covered_by")
    private String coveredBy;

    private String state;

    private String recordedBy;
    private Instant recordedAt;

    protected Absence() {}

    Absence(String userId, LocalDate awayFrom, LocalDate backOn, String coveredBy, String recordedBy, Instant at) {
        this.id = UUID.randomUUID();
        this.userId = userId;
        this.awayFrom = awayFrom;
        this.backOn = backOn;
        this.coveredBy = coveredBy;
        this.state = State.PLANNED.name();
        this.recordedBy = recordedBy;
        this.recordedAt = at;
    }

    /** The person has left, and the one who covers takes their place until there is a successor. */
    static Absence forGood(String userId, LocalDate from, String coveredBy, String recordedBy, Instant at) {
        Absence absence = new Absence(userId, from, null, coveredBy, recordedBy, at);
        absence.state = State.AWAY.name();
        return absence;
    }

    public String userId() {
        return userId;
    }

    public LocalDate awayFrom() {
        return awayFrom;
    }

    /** The first day back at work; null while it is not known, and for a person who has left. */
    public LocalDate backOn() {
        return backOn;
    }

    /** Who covers, or null. */
    public String coveredBy() {
        return coveredBy;
    }

    State state() {
        return State.valueOf(state);
    }

    /** Whether the person is away on that day. */
    public boolean on(LocalDate day) {
        return !day.isBefore(awayFrom) && (backOn == null || day.isBefore(backOn));
    }

    void becomes(State state) {
        this.state = state.name();
    }

    void endsOn(LocalDate firstDayBack) {
        this.backOn = firstDayBack.isBefore(awayFrom) ? awayFrom : firstDayBack;
    }
}

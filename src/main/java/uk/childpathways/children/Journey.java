package uk.childpathways.children;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Persistable;

/** One run of a pathway for one child; its id is the process variable {@code journeyId}. */
@Entity
@Table(schema = "pathways", name = "journey")
public class Journey implements Persistable<UUID> {

    /** The key of the journey that runs beside the pathways of every child. */
    public static final String CASE_SUPERVISION = "case-supervision";

    @Id
    private UUID id;

    private String key;
    private String childRef;
    private Instant openedAt;
    private String openedBy;
    private Instant endedAt;
    private String endReason;
    private String decidedBy;
    private String processInstanceId;
    private String profile;
    private UUID handedOverFrom;

    @Transient
    private boolean stored;

    protected Journey() {}

    Journey(
            UUID id,
            String key,
            String childRef,
            Instant openedAt,
            String openedBy,
            String processInstanceId,
            String profile,
            UUID handedOverFrom) {
        this.id = id;
        this.key = key;
        this.childRef = childRef;
        this.openedAt = openedAt;
        this.openedBy = openedBy;
        this.processInstanceId = processInstanceId;
        this.profile = profile;
        this.handedOverFrom = handedOverFrom;
    }

    public UUID id() {
        return id;
    }

    /** Which pathway: {@code s47-to-icpc}, {@code child-protection-plan} … */
    public String key() {
        return key;
    }

    public String childRef() {
        return childRef;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public String openedBy() {
        return openedBy;
    }

    /** Null while the journey runs. */
    public Instant endedAt() {
        return endedAt;
    }

    public String endReason() {
        return endReason;
    }

    /** User id of the person who decided that the journey ends. */
    public String decidedBy() {
        return decidedBy;
    }

    public String processInstanceId() {
        return processInstanceId;
    }

    /** Which council's limits apply. */
    public String profile() {
        return profile;
    }

    /** The child's journey that handed over to this one; null where it was opened by a person. */
    public UUID handedOverFrom() {
        return handedOverFrom;
    }

    public boolean running() {
        return endedAt == null;
    }

    void end(Instant at, String reason, String decidedBy) {
        this.endedAt = at;
        this.endReason = reason;
        this.decidedBy = decidedBy;
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void nowStored() {
        stored = true;
    }
}

package uk.childpathways.deadlines;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import uk.childpathways.calendar.England;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.standards.DueDate;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.Weight;
import uk.childpathways.web.ConflictProblem;

/** One run of a standard for one child. Keeps the original due date for good; a later date that was agreed is kept beside it. */
@Entity
@Table(schema = "pathways", name = "deadline")
public class Deadline {

    private static final Set<String> ANSWERS =
            Set.of("breach-escalation", "answer-for-missed-standard", "answer-for-office-work");

    /** The state of a deadline. */
    public enum Status {
        OPEN,
        MET,
        /** Met after its original date, with or without a later one agreed. */
        MET_LATE,
        /** Passed unmet and still open: the duty remains. */
        BREACHED,
        /** No longer asked for, with a reason: the journey ended or took another path. */
        WITHDRAWN;

        public boolean open() {
            return this == OPEN || this == BREACHED;
        }
    }

    @Id
    private UUID id;

    // Null until stored: so a new one is recognised without a look into the database.
    @Version
    private Long version;

    private UUID journeyId;
    private String childRef;
    private String standardId;
    private boolean perJourney;
    private String processInstanceId;
    private String executionId;
    private String elementId;
    private String processKey;
    private String profile;
    private String tableVersion;
    private String timescaleTable;
    private Integer timescaleTableNumber;
    private String name;
    private String runsFrom;
    private String weight;
    private String basis;
    private String authority;
    private String clauses;
    private String tell;
    private String escalateTo;
    private int reminder;
    private Instant askedAt;
    private Instant startAt;
    private boolean startDateOnly;
    private UUID startEventId;
    private Instant due;
    private LocalDate agreedUntil;
    private Instant remindAt;

    @Column(name = "explanation")
    private String explanationJson;

    @Enumerated(EnumType.STRING)
    private Status status;

    private Instant breachedAt;
    private Instant metAt;
    private UUID metEventId;
    private Integer lateWorkingDays;
    private Integer lateCalendarDays;
    private Instant closedAt;
    private String withdrawnBecause;

    protected Deadline() {}

    Deadline(JourneyStep step, String profile, Instant askedAt) {
        this.id = UUID.randomUUID();
        this.journeyId = step.journeyId();
        this.childRef = step.childRef();
        this.processInstanceId = step.processInstanceId();
        this.executionId = step.executionId();
        this.elementId = step.elementId();
        this.processKey = step.processKey();
        this.profile = profile;
        this.askedAt = askedAt;
        this.status = Status.OPEN;
    }

    void calculated(DueDate dueDate, String explanationJson, Instant remindAt) {
        Timescale timescale = dueDate.timescale();
        this.standardId = timescale.standard();
        this.perJourney = timescale.per() == Timescale.Per.JOURNEY;
        this.tableVersion = timescale.table().id();
        this.timescaleTable = timescale.table().table();
        this.timescaleTableNumber = timescale.table().number();
        this.name = timescale.name();
        this.runsFrom = timescale.runsFrom();
        this.weight = timescale.weight().code();
        this.basis = timescale.basis().code();
        this.authority = timescale.authority();
        this.clauses = String.join(" ", timescale.clauses());
        this.tell = String.join(",", timescale.tell());
        this.escalateTo = timescale.escalateTo();
        this.reminder = timescale.reminder();
        this.startAt = dueDate.start().at();
        this.startDateOnly = dueDate.start().dateOnly();
        this.startEventId = dueDate.start().eventId();
        this.due = dueDate.due();
        this.explanationJson = explanationJson;
        this.remindAt = remindAt;
    }

    void agreeUntil(LocalDate until, Instant remindAt) {
        this.agreedUntil = until;
        this.remindAt = remindAt;
    }

    /** The same step was reached again: its task is a new one, its deadline is not. */
    void goesOnIn(String executionId) {
        this.executionId = executionId;
    }

    void breached(Instant detectedAt) {
        this.status = Status.BREACHED;
        this.breachedAt = detectedAt;
    }

    /** It had not passed after all. */
    void notBreached() {
        this.status = Status.OPEN;
        this.breachedAt = null;
    }

    void met(JourneyEvent event, boolean late, int workingDays, int calendarDays, Instant now) {
        this.status = late ? Status.MET_LATE : Status.MET;
        this.metAt = event.occurredAt();
        this.metEventId = event.id();
        this.lateWorkingDays = late ? workingDays : 0;
        this.lateCalendarDays = late ? calendarDays : 0;
        this.closedAt = now;
    }

    void withdraw(String reason, Instant now) {
        this.status = Status.WITHDRAWN;
        this.withdrawnBecause = reason;
        this.closedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID journeyId() {
        return journeyId;
    }

    public String childRef() {
        return childRef;
    }

    public String standardId() {
        return standardId;
    }

    /** One for the whole journey, whichever step asks; otherwise one for each task. */
    public boolean perJourney() {
        return perJourney;
    }

    /** Where it was asked for first. */
    public String processInstanceId() {
        return processInstanceId;
    }

    public String executionId() {
        return executionId;
    }

    public String elementId() {
        return elementId;
    }

    public String processKey() {
        return processKey;
    }

    /** Whether it says by when a manager answers for a missed timescale: nothing that the child waits for. */
    public boolean answersForBreach() {
        return ANSWERS.contains(processKey);
    }

    /** The council whose limits apply. */
    public String profile() {
        return profile;
    }

    /** The version of the table of timescales by which it was calculated; later versions do not move it. */
    public String tableVersion() {
        return tableVersion;
    }

    /** The id of that table: {@code timescales-child-in-care}; null where it is not known any more. */
    public String timescaleTable() {
        return timescaleTable;
    }

    /** The number of that version, counted from 1 for each table; null where it is not known any more. */
    public Integer timescaleTableNumber() {
        return timescaleTableNumber;
    }

    /** What must be true, as a sentence. */
    public String name() {
        return name;
    }

    /** The event that started the clock. */
    public String runsFrom() {
        return runsFrom;
    }

    /** How heavy it is when it is not kept. */
    public Weight weight() {
        return Weight.ofCode(weight);
    }

    /** source, statutory or local. */
    public String basis() {
        return basis;
    }

    /** Who says so: "Working Together, STAT-S47-03". */
    public String authority() {
        return authority;
    }

    public List<String> clauses() {
        return list(clauses, " ");
    }

    /** Roles notified of a breach. */
    public List<String> tell() {
        return list(tell, ",");
    }

    /** Role that must answer a breach first. */
    public String escalateTo() {
        return escalateTo;
    }

    /** When the clock started: the event's time, or that of the first ask while the event is not on record. */
    public Instant startAt() {
        return startAt;
    }

    public boolean startDateOnly() {
        return startDateOnly;
    }

    /** False while the beginning of the step stands in for an event not recorded yet. */
    public boolean startRecorded() {
        return startEventId != null;
    }

    UUID startEventId() {
        return startEventId;
    }

    Instant askedAt() {
        return askedAt;
    }

    int reminder() {
        return reminder;
    }

    String explanationJson() {
        return explanationJson;
    }

    UUID metEventId() {
        return metEventId;
    }

    /** The original due date, from which lateness counts whatever was agreed since. */
    public Instant due() {
        return due;
    }

    /** The later day a manager agreed, or null. */
    public LocalDate agreedUntil() {
        return agreedUntil;
    }

    /** When the task and its timer are due: the end of the agreed day if there is one, the original date otherwise. */
    public Instant effectiveDue() {
        return agreedUntil == null ? due : England.endOf(agreedUntil);
    }

    /** When the worker and the manager are reminded, or null for never. */
    public Instant remindAt() {
        return remindAt;
    }

    public Status status() {
        return status;
    }

    public boolean open() {
        return status.open();
    }

    /**
     * Refuses what is possible only while the work is still to be done.
     *
     * @param rule what is possible only then, as the beginning of a sentence
     * @throws ConflictProblem when it is met or withdrawn
     */
    void mustBeOpen(String rule) {
        if (open()) return;
        throw new ConflictProblem(rule + ". \"" + name + "\" "
                + (status == Status.WITHDRAWN ? "is no longer asked for." : "has been done."));
    }

    /** When the breach was noticed; stays when the work is finished late. */
    public Instant breachedAt() {
        return breachedAt;
    }

    /** When what must be true became true; for an event known by its day only the start of that day. */
    public Instant metAt() {
        return metAt;
    }

    /** Working days between the original due day and the day it was met; 0 in time, null while open. */
    public Integer lateWorkingDays() {
        return lateWorkingDays;
    }

    /** The same in calendar days. */
    public Integer lateCalendarDays() {
        return lateCalendarDays;
    }

    public Instant closedAt() {
        return closedAt;
    }

    public String withdrawnBecause() {
        return withdrawnBecause;
    }

    private static List<String> list(String joined, String separator) {
        return joined.isBlank() ? List.of() : Arrays.asList(joined.split(separator));
    }

    @Override
    public String toString() {
        return "Deadline " + standardId + " of " + childRef + ", due " + due + ", " + status;
    }
}

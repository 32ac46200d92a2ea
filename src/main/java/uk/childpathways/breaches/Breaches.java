package uk.childpathways.breaches;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.DeadlineMoves;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.notices.TaskHolders;
import uk.childpathways.people.Role;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotFoundProblem;

/** Records breaches and what becomes of them. Everything happens in the caller's transaction, or not at all. */
@Service
@Transactional
public class Breaches {

    private final BreachRecords records;
    private final Deadlines deadlines;
    private final DeadlineMoves deadlineMoves;
    private final Ladder ladder;
    private final Notifications notifications;
    private final BreachEscalation escalation;
    private final TaskHolders holders;
    private final WhoAgreed whoAgreed;
    private final Clock clock;

    Breaches(
            BreachRecords records,
            Deadlines deadlines,
            DeadlineMoves deadlineMoves,
            Ladder ladder,
            Notifications notifications,
            BreachEscalation escalation,
            TaskHolders holders,
            WhoAgreed whoAgreed,
            Clock pathwaysClock) {
        this.records = records;
        this.deadlines = deadlines;
        this.deadlineMoves = deadlineMoves;
        this.ladder = ladder;
        this.notifications = notifications;
        this.escalation = escalation;
        this.holders = holders;
        this.whoAgreed = whoAgreed;
        this.clock = pathwaysClock;
    }

    /**
     * The deadline has passed: it is marked, the breach recorded, put before the manager who must answer, and the
     * people concerned are notified. Nothing happens when the same date of the same deadline has been recorded before, be
     * it by an earlier try of the same job, before the step was started again or as a declaration beforehand; the duty itself stays
     * open in any case.
     *
     * @return the breach, or nothing when it was known
     */
    public Optional<Breach> record(Deadline deadline, Instant detectedAt) {
        deadlines.breached(deadline, detectedAt);
        return add(deadline, detectedAt, Breach.MISSED, null, null);
    }

    /** It is said beforehand that the deadline cannot be kept (SWI-COL-05, SWI-COL-06): the same path as a breach. */
    public Optional<Breach> declare(Deadline deadline, String rationale, String by) {
        if (rationale == null || rationale.isBlank()) {
            throw new BadInputProblem("Say why the timescale cannot be kept; the manager decides on that.");
        }
        return add(deadline, clock.instant(), Breach.DECLARED, by, rationale);
    }

    private Optional<Breach> add(Deadline deadline, Instant at, String kind, String by, String rationale) {
        Instant due = deadline.effectiveDue().truncatedTo(ChronoUnit.MICROS);
        if (records.isRecorded(deadline.processInstanceId(), deadline.elementId(), deadline.standardId(), due)
                || records.isRecordedOfEarlierTry(deadline.id(), due)) {
            return Optional.empty();
        }
        List<String> owners = holders.holdersOf(deadline.executionId());
        Optional<WhoAgreed.Manager> agreed = whoAgreed.of(deadline, owners);
        Breach breach = new Breach(
                UUID.randomUUID(),
                deadline.id(),
                deadline.childRef(),
                deadline.journeyId(),
                deadline.processInstanceId(),
                deadline.elementId(),
                deadline.standardId(),
                deadline.name(),
                owners.isEmpty() ? null : String.join(",", owners),
                due,
                at.truncatedTo(ChronoUnit.MICROS),
                kind,
                by,
                rationale,
                agreed.map(manager -> manager.role().key()).orElseGet(() -> ladder.whoAnswers(deadline, owners)));
        records.add(breach);
        escalation.begin(
                breach, deadline.weight(), agreed.map(WhoAgreed.Manager::person).orElse(null));
        List<String> told = ladder.recipients(
                deadline, breach, agreed.map(WhoAgreed.Manager::person).orElse(null));
        if (told.isEmpty()) {
            return Optional.of(breach);
        }
        NoticeText words = BreachWording.breach(breach);
        notifications.tell(Notice.now(
                "breach:" + breach.id(),
                breach.childRef(),
                breach.journeyId(),
                breach.declared() ? "declaration" : "breach",
                words.subject(),
                words.text(),
                told));
        return Optional.of(breach);
    }

    /**
     * The next rung is asked because the one below stayed silent.
     *
     * @param named the rung that the model names; the one above the first is asked where the breach began there
     * @return the rung that was asked, or nothing when it has been asked before, or nobody stands above
     */
    public Optional<Role> climb(UUID breachId, Role named) {
        Breach breach = get(breachId);
        Optional<Role> next =
                ladder.next(named, breach).filter(rung -> records.climb(breachId, rung.key(), clock.instant()));
        if (next.isEmpty()) {
            return next;
        }
        String role = next.get().key();
        NoticeText words = BreachWording.rung(breach, role);
        notifications.tell(Notice.now(
                "breach:" + breachId + ":" + role,
                breach.childRef(),
                breach.journeyId(),
                "breach",
                words.subject(),
                words.text(),
                List.of(
                        Recipients.recipient(role, breach.childRef()),
                        Recipients.recipient(breach.answerBy(), breach.childRef()))));
        return next;
    }

    /**
     * What was answered goes to the next rung: the answer was not enough.
     *
     * @param named the rung that the model names; the one above the first where that has answered already
     * @return the rung that is asked now, or nothing when nobody stands above
     */
    public Optional<Role> raise(UUID breachId, Role named) {
        Breach breach = get(breachId);
        Optional<Role> next = ladder.next(named, breach);
        next.ifPresent(rung -> {
            records.climb(breachId, rung.key(), clock.instant());
            NoticeText words = BreachWording.raised(breach, rung);
            notifications.tell(Notice.now(
                    "breach:" + breachId + ":raised:" + rung.key(),
                    breach.childRef(),
                    breach.journeyId(),
                    "breach",
                    words.subject(),
                    words.text(),
                    List.of(
                            Recipients.recipient(rung.key(), breach.childRef()),
                            Recipients.recipient(breach.answerBy(), breach.childRef()))));
        });
        return next;
    }

    /** What has become of the work that was late. */
    public enum Work {
        /** Done, or no longer asked for. */
        DONE,
        /** A later date that was agreed has not come yet. */
        LATER_DATE,
        LATE;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Transactional(readOnly = true)
    public Work work(Breach breach) {
        return deadlines
                .find(breach.deadlineId())
                .filter(Deadline::open)
                .map(deadline -> deadline.effectiveDue().isAfter(clock.instant()) ? Work.LATER_DATE : Work.LATE)
                .orElse(Work.DONE);
    }

    /**
     * A manager answers. An accepted new date is agreed with the deadline: its timer moves, its lateness still counts
     * from the original date.
     *
     * @param source the oversight entry that holds it; the same one again changes nothing
     */
    public void answer(
            UUID breachId, String decision, String reason, LocalDate newDate, String effect, String by, String source) {
        if (reason == null || reason.isBlank() || decision == null || decision.isBlank()) {
            throw new BadInputProblem("A breach is answered with a decision and its reason.");
        }
        Breach breach = get(breachId);
        BreachAnswer answer = new BreachAnswer(
                UUID.randomUUID(),
                breachId,
                breach.childRef(),
                decision,
                reason,
                newDate,
                effect,
                by,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                source);
        if (!records.add(answer)) {
            return;
        }
        List<String> recipients = new ArrayList<>();
        recipients.add(Notice.ownerOf(breach.deadlineId()));
        recipients.add(Recipients.recipient(Role.TEAM_MANAGER.key(), breach.childRef()));
        boolean later = newDate != null && deadlines.isOpen(breach.deadlineId());
        if (later) {
            deadlineMoves.agreeLaterDate(breach.deadlineId(), newDate, reason, by);
            // The timer of a breach has fired and does not fire again; a second silent delay must not go unseen.
            NoticeText passed = BreachWording.agreedDatePassed(breach.childRef(), breach.standardName(), newDate);
            notifications.tell(new Notice(
                    "agreed-date:" + breach.deadlineId() + ":" + newDate,
                    breach.childRef(),
                    breach.journeyId(),
                    "breach",
                    passed.subject(),
                    passed.text(),
                    List.of(
                            Recipients.recipient(breach.answerBy(), breach.childRef()),
                            Recipients.recipient(Role.TEAM_MANAGER.key(), breach.childRef()),
                            Notice.ownerOf(breach.deadlineId())),
                    newDate.plusDays(1).atStartOfDay(clock.getZone()).toInstant(),
                    breach.deadlineId()));
        }
        NoticeText words = BreachWording.answered(breach, later ? newDate : null);
        notifications.tell(Notice.now(
                "breach:" + breachId + ":answer:" + answer.id(),
                breach.childRef(),
                breach.journeyId(),
                "breach-answer",
                words.subject(),
                words.text(),
                recipients));
    }

    /** The deadline had not passed after all: what was found missed of it is withdrawn, and nobody answers for it. */
    public void withdraw(Deadline deadline, String because) {
        for (Breach breach : records.missedOf(deadline.id())) {
            boolean added = records.add(new BreachAnswer(
                    UUID.randomUUID(),
                    breach.id(),
                    breach.childRef(),
                    BreachAnswer.WITHDRAWN,
                    "It was not missed. " + because,
                    null,
                    null,
                    "application",
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    BreachAnswer.WITHDRAWN));
            if (added) {
                escalation.withdraw(breach.id(), "withdrawn: it was not missed");
            }
        }
    }

    /** The journey has ended: what was not answered is closed with that reason, and stays in the record. */
    public void journeyEnded(UUID journeyId, String reason, String decidedBy) {
        records.unansweredOf(journeyId)
                .forEach(breach -> records.add(new BreachAnswer(
                        UUID.randomUUID(),
                        breach.id(),
                        breach.childRef(),
                        "journey-ended",
                        "The journey ended before an answer: " + reason,
                        null,
                        null,
                        decidedBy,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        "journey-ended")));
        escalation.end(journeyId, "journey ended");
    }

    /** The child has died: nobody is asked any more to tell the family of a later date or to take the child over. */
    public void childDied(String childRef, String reason) {
        escalation.endForChild(childRef, reason);
    }

    @Transactional(readOnly = true)
    public Breach get(UUID id) {
        return records.find(id).orElseThrow(() -> new NotFoundProblem("No breach has the id " + id + "."));
    }

    /** The names of the standards that were missed, by breach. */
    @Transactional(readOnly = true)
    public Map<UUID, String> standardsOf(Collection<UUID> ids) {
        return records.standardsOf(ids);
    }
}

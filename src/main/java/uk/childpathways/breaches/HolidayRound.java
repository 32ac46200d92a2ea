package uk.childpathways.breaches;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import uk.childpathways.calendar.BankHolidays;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.deadlines.HolidayBecameKnown;
import uk.childpathways.deadlines.HolidaysBecomeKnown;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.CoverCheck;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.standards.HolidayFile;

/**
 * Each morning and after each start: a bank holiday that became known moves what is counted in working days, those
 * who work with the child are told, and a breach that was none is withdrawn. What was taken up again that way has no
 * timer left: where it passes after all, this round finds it.
 */
@Component
@Order(CoverCheck.CALENDAR)
class HolidayRound implements CoverCheck {

    private static final Logger LOG = LoggerFactory.getLogger(HolidayRound.class);

    private final HolidayFile file;
    private final BankHolidays calendar;
    private final HolidaysBecomeKnown holidays;
    private final Breaches breaches;
    private final BreachRecords records;
    private final Deadlines deadlines;
    private final Notifications notifications;
    private final Recipients people;
    private final Clock clock;

    /** The edition of the calendar by which this node has counted again; none since it started. */
    private volatile int followed;

    HolidayRound(
            HolidayFile file,
            BankHolidays calendar,
            HolidaysBecomeKnown holidays,
            Breaches breaches,
            BreachRecords records,
            Deadlines deadlines,
            Notifications notifications,
            Recipients people,
            Clock pathwaysClock) {
        this.file = file;
        this.calendar = calendar;
        this.holidays = holidays;
        this.breaches = breaches;
        this.records = records;
        this.deadlines = deadlines;
        this.notifications = notifications;
        this.people = people;
        this.clock = pathwaysClock;
    }

    @Override
    public void look() {
        try {
            file.readAgain();
        } catch (RuntimeException e) {
            // Yesterday's days still hold, and the rest of the round goes on.
            LOG.warn("The file of bank holidays could not be read again", e);
        }
        int edition = calendar.edition();
        if (edition != followed) {
            holidays.follow();
            whenKept(() -> followed = edition);
        }
        records.takenUpAgainAndPassed(clock.instant())
                .forEach(id -> breaches.record(deadlines.get(id), clock.instant()));
    }

    /** A round that fails later on is tried again, and this with it. */
    private static void whenKept(Runnable then) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            then.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }

    @EventListener
    void on(HolidayBecameKnown known) {
        known.notMissed().forEach(deadline -> breaches.withdraw(deadline, known.because()));
        List<String> recipients = new ArrayList<>();
        known.moved().forEach(deadline -> recipients.add(Notice.ownerOf(deadline.id())));
        if (PractitionerFiles.isFile(known.childRef())) {
            recipients.addAll(people.recipients(List.of("line"), known.childRef()));
        } else {
            List<String> worker = people.recipients(List.of("worker"), known.childRef());
            recipients.addAll(worker);
            if (worker.isEmpty() || !known.notMissed().isEmpty()) {
                recipients.add(Recipients.recipient(Role.TEAM_MANAGER.key(), known.childRef()));
            }
        }
        NoticeText words = BreachWording.holiday(known);
        notifications.tell(Notice.now(
                "bank-holiday:" + known.childRef() + ":" + clock.instant().getEpochSecond(),
                known.childRef(),
                null,
                "bank-holiday",
                words.subject(),
                words.text(),
                recipients));
    }
}

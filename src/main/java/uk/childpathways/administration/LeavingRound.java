package uk.childpathways.administration;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Children;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.people.CoverCheck;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.LeavingDays;
import uk.childpathways.people.LeavingDays.Leaving;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;

/**
 * Each morning: whose day to leave has come leaves, as if the administrator did it by hand; whose day is a week off or
 * nearer is named to their managers, who still have time to hand the work over.
 */
@Component
@Order(CoverCheck.ABSENCES - 5)
@Transactional
class LeavingRound implements CoverCheck {

    static final int DAYS_BEFORE = 7;

    private final LeavingDays days;
    private final DirectoryMaintenance maintenance;
    private final StaffAdministration staff;
    private final Directory directory;
    private final LineOfManagement line;
    private final Children children;
    private final Notifications notifications;
    private final AuditTrail trail;

    LeavingRound(
            LeavingDays days,
            DirectoryMaintenance maintenance,
            StaffAdministration staff,
            Directory directory,
            LineOfManagement line,
            Children children,
            Notifications notifications,
            AuditTrail trail) {
        this.days = days;
        this.maintenance = maintenance;
        this.staff = staff;
        this.directory = directory;
        this.line = line;
        this.children = children;
        this.notifications = notifications;
        this.trail = trail;
    }

    @Override
    public void look() {
        LocalDate today = days.today();
        for (Leaving leaving : days.until(today.plusDays(DAYS_BEFORE))) {
            if (leaving.on().isAfter(today)) {
                announce(leaving);
            } else {
                leave(leaving, today);
            }
        }
    }

    /** To the managers of now; said again only where the day is another. */
    private void announce(Leaving leaving) {
        Person person = directory.person(leaving.userId()).orElseThrow();
        long tasks = maintenance.openTasksOf(person.userId());
        int allocated = children.allocatedTo(person.userId()).size();
        notifications.tell(Notice.now(
                "leaving:" + person.userId() + ":" + leaving.on(),
                null,
                null,
                "leaving",
                person.name() + " leaves on " + Days.SHORT.day(leaving.on()),
                person.name() + " leaves on " + Days.LONG.day(leaving.on()) + ". From that morning they cannot log in."
                        + " They hold " + counted(tasks, "open task", "open tasks")
                        + " and are the allocated worker of "
                        + counted(allocated, "child", "children")
                        + ". What is not handed over by then is offered to others, and their children wait to be"
                        + " allocated anew.",
                line.managersOf(person.userId()).stream().map(Person::userId).toList()));
    }

    private void leave(Leaving leaving, LocalDate today) {
        Person gone = PersonFields.of(directory.person(leaving.userId()).orElseThrow())
                .person(leaving.userId(), false);
        String coveredBy = directory
                .person(leaving.coveredBy())
                .filter(Person::active)
                .map(Person::userId)
                .orElse(null);
        Map<String, String> problems = maintenance.problems(gone, coveredBy);
        if (!problems.isEmpty()) {
            notifications.tell(Notice.now(
                    "leaving-stopped:" + gone.userId() + ":" + today,
                    null,
                    null,
                    "leaving",
                    gone.name() + " was to leave on " + Days.SHORT.day(leaving.on()),
                    gone.name() + " has not left as it was set: " + String.join(" ", problems.values()),
                    List.of("camunda-admin")));
            return;
        }
        trail.actingBecause(Stream.of("as set for " + Days.SHORT.day(leaving.on()), leaving.reason())
                .filter(said -> said != null && !said.isBlank())
                .reduce((set, why) -> set + ": " + why)
                .orElseThrow());
        staff.put(gone, null, coveredBy);
        trail.actingBecause(null);
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}

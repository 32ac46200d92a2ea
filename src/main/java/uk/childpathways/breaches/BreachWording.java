package uk.childpathways.breaches;

import java.time.Instant;
import java.time.LocalDate;
import uk.childpathways.calendar.Days;
import uk.childpathways.notices.NoticeText;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;

/** The notices about a missed timescale, or one that is about to be missed. */
public final class BreachWording {

    private BreachWording() {}

    public static NoticeText breach(Breach breach) {
        if (breach.declared()) {
            return new NoticeText(breach.childRef() + ": a timescale cannot be kept", """
                    It was declared beforehand that "%s" cannot be kept for %s. It is due %s.
                    The service manager is asked to respond. The work itself stays open.""".formatted(
                            breach.standardName(), whose(breach.childRef()), due(breach.due())));
        }
        return new NoticeText(breach.childRef() + ": a timescale was missed", """
                "%s" was due %s for %s and is not done.
                The service manager is asked to respond. The work itself stays open.""".formatted(
                        breach.standardName(), due(breach.due()), whose(breach.childRef())));
    }

    public static NoticeText rung(Breach breach, String role) {
        return new NoticeText(breach.childRef() + ": a missed timescale waits for an answer", """
                "%s" was due %s for %s. Nobody has answered for it yet, so the %s is asked as well.""".formatted(
                        breach.standardName(),
                        due(breach.due()),
                        whose(breach.childRef()),
                        Role.of(role).words()));
    }

    public static NoticeText answered(Breach breach, LocalDate newDate) {
        return new NoticeText(
                breach.childRef() + ": the missed timescale was answered",
                "\"%s\" for %s was answered for.%s The answer is on record."
                        .formatted(
                                breach.standardName(),
                                whose(breach.childRef()),
                                newDate == null ? "" : " It is now to be done by " + Days.LONG.day(newDate) + "."));
    }

    public static NoticeText reminder(String childRef, String standardName, Instant due) {
        return new NoticeText(
                childRef + ": \"" + standardName + "\" is due " + due(due),
                "\"%s\" for %s is due %s and is not done yet.".formatted(standardName, whose(childRef), due(due)));
    }

    public static NoticeText agreedDatePassed(String childRef, String standardName, LocalDate agreed) {
        return new NoticeText(
                childRef + ": the agreed later date has passed",
                "\"%s\" for %s was to be done by %s, the later date that was agreed, and is not done."
                        .formatted(standardName, whose(childRef), Days.LONG.day(agreed)));
    }

    static String due(Instant due) {
        return Days.LONG.due(due);
    }

    private static String whose(String ref) {
        return PractitionerFiles.whose(ref);
    }
}

package uk.childpathways.breaches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import uk.childpathways.calendar.Days;
import uk.childpathways.deadlines.DateCorrected;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.HolidayBecameKnown;
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
                    The %s is asked to respond. The work itself stays open.""".formatted(
                            breach.standardName(), whose(breach.childRef()), due(breach.due()), asked(breach)));
        }
        return new NoticeText(breach.childRef() + ": a timescale was missed", """
                "%s" was due %s for %s and is not done.
                The %s is asked to respond. The work itself stays open.""".formatted(
                        breach.standardName(), due(breach.due()), whose(breach.childRef()), asked(breach)));
    }

    public static NoticeText rung(Breach breach, String role) {
        return new NoticeText(breach.childRef() + ": a missed timescale waits for an answer", """
                "%s" was due %s for %s. Nobody has answered for it yet, so the %s is asked as well.""".formatted(
                        breach.standardName(),
                        due(breach.due()),
                        whose(breach.childRef()),
                        Role.of(role).words()));
    }

    public static NoticeText raised(Breach breach, Role rung) {
        return new NoticeText(breach.childRef() + ": a missed timescale goes to the " + rung.words(), """
                "%s" was due %s for %s. The %s has answered for it; now the %s is asked.""".formatted(
                breach.standardName(), due(breach.due()), whose(breach.childRef()), asked(breach), rung.words()));
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

    public static NoticeText laterDate(
            String childRef, String standardName, Instant due, LocalDate until, String by, String reason) {
        return new NoticeText(
                childRef + ": a later date was agreed for a statutory timescale",
                "%s agreed that \"%s\" for %s, due %s, is done by %s. The reason given: %s"
                        .formatted(by, standardName, whose(childRef), due(due), Days.LONG.day(until), reason));
    }

    public static NoticeText agreedDatePassed(String childRef, String standardName, LocalDate agreed) {
        return new NoticeText(
                childRef + ": the agreed later date has passed",
                "\"%s\" for %s was to be done by %s, the later date that was agreed, and is not done."
                        .formatted(standardName, whose(childRef), Days.LONG.day(agreed)));
    }

    /** What a bank holiday that became known has moved for a child. */
    public static NoticeText holiday(HolidayBecameKnown known) {
        return new NoticeText(
                known.childRef() + ": a bank holiday moves what is due",
                moved(known.childRef(), known.because(), known.moved(), known.notMissed()));
    }

    static NoticeText correctedDate(DateCorrected corrected) {
        return new NoticeText(
                corrected.childRef() + ": a corrected date moves what is due",
                moved(corrected.childRef(), corrected.because(), corrected.moved(), corrected.notMissed()));
    }

    private static String moved(String childRef, String because, List<Deadline> moved, List<Deadline> notMissed) {
        StringBuilder text = new StringBuilder(because);
        moved.forEach(deadline -> text.append("\n\"%s\" for %s is now due %s."
                .formatted(deadline.name(), whose(childRef), due(deadline.effectiveDue()))));
        notMissed.forEach(deadline -> text.append("\n\"%s\" for %s was not missed: the breach is withdrawn."
                .formatted(deadline.name(), whose(childRef))));
        return text.toString();
    }

    private static String asked(Breach breach) {
        return Role.of(breach.answerBy()).words();
    }

    static String due(Instant due) {
        return Days.LONG.due(due);
    }

    private static String whose(String ref) {
        return PractitionerFiles.whose(ref);
    }
}

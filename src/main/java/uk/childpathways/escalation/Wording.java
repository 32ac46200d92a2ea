package uk.childpathways.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import uk.childpathways.people.PractitionerFiles;

/**
 * Every sentence that leaves the application in a notice. They are made of child references, names of standards and
 * dates; nothing that a person typed about a child goes in, because mail is read where records are not.
 */
final class Wording {

    record Words(String subject, String text) {}

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMMM yyyy 'at' HH:mm", Locale.UK);

    private Wording() {}

    static Words breach(Breach breach) {
        if (breach.declared()) {
            return new Words(breach.childRef() + ": a timescale cannot be kept", """
                    It was declared beforehand that "%s" cannot be kept for %s. It is due %s.
                    The service manager is asked to respond. The work itself stays open.""".formatted(
                            breach.standardName(), whose(breach.childRef()), due(breach.due())));
        }
        return new Words(breach.childRef() + ": a timescale was missed", """
                "%s" was due %s for %s and is not done.
                The service manager is asked to respond. The work itself stays open.""".formatted(
                        breach.standardName(), due(breach.due()), whose(breach.childRef())));
    }

    static Words rung(Breach breach, String role) {
        return new Words(breach.childRef() + ": a missed timescale waits for an answer", """
                "%s" was due %s for %s. Nobody has answered for it yet, so the %s is asked as well.""".formatted(
                        breach.standardName(), due(breach.due()), whose(breach.childRef()), role.replace('-', ' ')));
    }

    static Words answered(Breach breach, LocalDate newDate) {
        return new Words(
                breach.childRef() + ": the missed timescale was answered",
                "\"%s\" for %s was answered for.%s The answer is on record."
                        .formatted(
                                breach.standardName(),
                                whose(breach.childRef()),
                                newDate == null ? "" : " It is now to be done by " + DAY.format(newDate) + "."));
    }

    static Words reminder(String childRef, String standardName, Instant due) {
        return new Words(
                childRef + ": \"" + standardName + "\" is due " + due(due),
                "\"%s\" for %s is due %s and is not done yet.".formatted(standardName, whose(childRef), due(due)));
    }

    static Words agreedDatePassed(String childRef, String standardName, LocalDate agreed) {
        return new Words(
                childRef + ": the agreed later date has passed",
                "\"%s\" for %s was to be done by %s, the later date that was agreed, and is not done."
                        .formatted(standardName, whose(childRef), DAY.format(agreed)));
    }

    static Words childDied(String childRef) {
        return new Words(childRef + ": a child has died", """
                It was recorded that child %s has died. Every journey is closed; no task that faces the family remains \
                open. Consider the serious incident notification at once.""".formatted(childRef));
    }

    static Words journeyEnded(String childRef, String journey) {
        return new Words(
                childRef + ": " + journey + " ended early",
                "The journey \"%s\" of child %s was ended before its usual end. Reason and decision are in the child's record."
                        .formatted(journey, childRef));
    }

    static Words meetingMoved(String childRef, String meeting, LocalDate day) {
        return new Words(
                childRef + ": a meeting has another day",
                "The %s planned for child %s is now on %s. Everything that counts back from it has moved with it: look at your tasks."
                        .formatted(meeting.replace("icpc", "initial conference"), childRef, DAY.format(day)));
    }

    static Words handOver(String childRef, String journey) {
        return new Words(
                childRef + ": to be taken over",
                "Child %s is handed over: %s is to be opened. A task waits for the receiving manager."
                        .formatted(childRef, journey));
    }

    static Words incident(String process, String element, String kind) {
        return new Words("A process has stopped: " + process, """
                The step "%s" of the process "%s" could not be carried out, and it will not be tried again by itself \
                (%s). Open Cockpit, mend the cause and retry.""".formatted(element, process, kind));
    }

    /** Notices that models name by a word. */
    private static final Map<String, String> NOTICES = Map.of(
            "court-timescale-at-risk",
                    "A date that a court has set for child {child} cannot be kept. The service manager is asked to"
                            + " respond; legal services are told.",
            "significant-event",
                    "A significant event or change was reported for child {child}, with a risk to the child. A manager"
                            + " must say what is done about it.",
            "child-died",
                    "It was reported that child {child} has died. Consider the serious incident notification at once.",
            "document-returned-again",
                    "A document about child {child} has been returned to its author more than once. The service manager"
                            + " may want to know why.");

    /**
     * What a model says: one of the words above, or a process owner's own sentences, in which {@code {child}} stands
     * for the child's reference.
     *
     * @throws IllegalStateException when it is neither
     */
    static Words ofModel(String childRef, String notice) {
        String sentence = NOTICES.get(notice.trim());
        if (sentence == null && !notice.trim().contains(" ")) {
            throw new IllegalStateException("There is no notice '" + notice + "'. Known are "
                    + new TreeSet<>(NOTICES.keySet()) + "; or write the sentence itself.");
        }
        String text = (sentence == null ? notice : sentence).replace("{child}", String.valueOf(childRef));
        return new Words(childRef + ": " + firstSentence(text), text);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** Days end at 23:59:59 and are said without a time; hours are said to the minute. */
    static String due(Instant due) {
        var local = due.atZone(ENGLAND);
        boolean endOfDay = local.getHour() == 23 && local.getMinute() == 59;
        return (endOfDay ? DAY : MOMENT).format(local);
    }

    private static String whose(String ref) {
        return PractitionerFiles.whose(ref);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf('.');
        String first = end < 0 ? text : text.substring(0, end);
        return first.length() > 150 ? first.substring(0, 150) : first;
    }
}

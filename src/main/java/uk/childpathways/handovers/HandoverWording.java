package uk.childpathways.handovers;

import java.time.LocalDate;
import uk.childpathways.calendar.Days;
import uk.childpathways.notices.NoticeText;

/** The notices about a journey that is handed over, moved or ended. */
public final class HandoverWording {

    private HandoverWording() {}

    public static NoticeText childDied(String childRef) {
        return new NoticeText(childRef + ": a child has died", """
                It was recorded that child %s has died. Every journey is closed; no task that faces the family remains \
                open. Consider the serious incident notification at once.""".formatted(childRef));
    }

    public static NoticeText journeyEnded(String childRef, String journey) {
        return new NoticeText(
                childRef + ": " + journey + " ended early",
                "The journey \"%s\" of child %s was ended before its usual end. Reason and decision are in the child's record."
                        .formatted(journey, childRef));
    }

    public static NoticeText meetingMoved(String childRef, String meeting, LocalDate day) {
        return new NoticeText(
                childRef + ": a meeting has another day",
                "The %s planned for child %s is now on %s. Everything that counts back from it has moved with it: look at your tasks."
                        .formatted(meeting, childRef, Days.LONG.day(day)));
    }

    public static NoticeText handOver(String childRef, String journey) {
        return new NoticeText(
                childRef + ": to be taken over",
                "Child %s is handed over: \"%s\" is to be opened. A task waits for the receiving manager."
                        .formatted(childRef, journey));
    }
}

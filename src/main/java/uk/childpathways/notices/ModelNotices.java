package uk.childpathways.notices;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The sentences that a model sends, named by a word or written out, and the one about a process that has stopped. */
final class ModelNotices {

    /** Notices that models name by a word. */
    private static final Map<String, String> NOTICES = Map.of(
            "court-timescale-at-risk",
                    "A date that a court has set for child {child} cannot be kept. The service manager is asked to"
                            + " respond; legal services are notified.",
            "significant-event",
                    "A significant event or change was reported for child {child}, with a risk to the child. A manager"
                            + " must say what is done about it.",
            "child-died",
                    "It was reported that child {child} has died. Consider the serious incident notification at once.",
            "document-returned-again",
                    "A document about child {child} has been returned to its author more than once. The service manager"
                            + " may want to know why.");

    private ModelNotices() {}

    /** Each word with the sentences it stands for. */
    static Map<String, String> named() {
        return new TreeMap<>(NOTICES);
    }

    /**
     * What a model says: one of the words above, or a process owner's own sentences, in which {@code {child}} stands
     * for the child's reference.
     *
     * @throws IllegalStateException when it is neither
     */
    static NoticeText ofModel(String childRef, String notice) {
        String sentence = NOTICES.get(notice.trim());
        if (sentence == null && !notice.trim().contains(" ")) {
            throw new IllegalStateException("There is no notice '" + notice + "'. Known are "
                    + new TreeSet<>(NOTICES.keySet()) + "; or write the sentence itself.");
        }
        String text = (sentence == null ? notice : sentence).replace("{child}", String.valueOf(childRef));
        return new NoticeText(childRef + ": " + firstSentence(text), text);
    }

    static NoticeText incident(String process, String element, String kind) {
        return new NoticeText("A process has stopped: " + process, """
            The step "%s" of the process "%s" could not be carried out, and it will not be tried again by itself \
            (%s). Mend the cause; then it is tried again at /models/trouble (for programs: /api/stopped-steps).\
            """.formatted(element, process, kind));
    }

    private static String firstSentence(String text) {
        int end = text.indexOf('.');
        String first = end < 0 ? text : text.substring(0, end);
        return first.length() > 150 ? first.substring(0, 150) : first;
    }
}

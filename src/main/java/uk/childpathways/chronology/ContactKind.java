package uk.childpathways.chronology;

import java.util.Arrays;
import java.util.Optional;

/** What sort of thing it was. */
public enum ContactKind {
    CALL("call", "Telephone call"),
    VISIT("visit", "Visit outside the plan"),
    MEETING("meeting", "Meeting or conversation"),
    MESSAGE("message", "Letter, e-mail or message"),
    NOTE("note", "Note"),
    /** From before the child was known here, or before this record was kept: the day need not be known. */
    EARLIER("earlier-event", "Earlier event");

    private final String key;
    private final String words;

    ContactKind(String key, String words) {
        this.key = key;
        this.words = words;
    }

    public String key() {
        return key;
    }

    public String words() {
        return words;
    }

    public static Optional<ContactKind> of(Object key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
}

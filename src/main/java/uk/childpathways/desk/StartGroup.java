package uk.childpathways.desk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What people want to do when they begin something: the groups of the start list, in the order in which they stand. */
public enum StartGroup {
    AT_RISK("at-risk", "A child is at risk"),
    RECORD("record", "Record what happened"),
    ASK("ask", "Ask, or say that something cannot be done"),
    CHANGE("change", "Change who, when or what"),
    BEGIN("begin", "Begin work with a child"),
    PEOPLE("people", "People, supervision and cover"),
    /** Of a model that names none. */
    OTHER("", "Other");

    private final String key;
    private final String title;

    StartGroup(String key, String title) {
        this.key = key;
        this.title = title;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** The group with this name in a model; {@link #OTHER} where there is none. */
    public static StartGroup of(String key) {
        return Arrays.stream(values())
                .filter(group ->
                        group.key.equals(Optional.ofNullable(key).orElse("").trim()))
                .findFirst()
                .orElse(OTHER);
    }

    /** As models name them, each with what people read above it. */
    static Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        Arrays.stream(values()).filter(group -> group != OTHER).forEach(group -> named.put(group.key, group.title));
        return named;
    }
}

package uk.childpathways.chronology;

import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TypedDay;

/**
 * Something that happened, as one person says it in one go, for one or several children of a family.
 *
 * @param at the time of day; null where it is not said
 * @param withWhom null where it is not said
 * @param announced whether a visit was announced; null where it was none
 * @param children at least one
 * @param event what a significant event needs besides; null for any other
 */
record WhatHappened(
        TypedDay on,
        LocalTime at,
        ContactKind kind,
        String withWhom,
        String announced,
        String what,
        WeightForChild weight,
        List<OfChild> children,
        Significant event) {

    /** Under which its entries stand in the log. */
    static final String KIND = "what-happened";

    static final String YES = "yes";

    /**
     * What differs from child to child.
     *
     * @param seen {@code seen}, {@code not-seen}; null where it is not asked
     * @param alone {@code yes}, {@code no}, {@code not-appropriate}; null where it is not asked
     * @param words the child's own; null where there are none
     */
    record OfChild(String ref, String seen, String alone, String notAloneReason, String words) {

        boolean wasSeen() {
            return "seen".equals(seen);
        }
    }

    /**
     * What the manager must know of a significant event.
     *
     * @param risk {@code yes} or {@code no}
     * @param changed what has changed, as the form of significant events names it
     * @param safety how the child is safe now; null without a risk
     */
    record Significant(String risk, String changed, String safety) {}

    boolean isVisit() {
        return kind == ContactKind.VISIT;
    }

    Instant moment() {
        return at == null
                ? England.startOf(on.first())
                : on.first().atTime(at).atZone(England.ZONE).toInstant();
    }

    /**
     * As it is written on the record of one of the children: nothing of any other.
     *
     * @param recording what was recorded in one go has one number
     */
    Map<String, Object> answers(OfChild child, UUID recording) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("recording", recording.toString());
        answers.put("happenedOn", on.written());
        put(answers, "happenedAt", at == null ? null : at.toString());
        answers.put("contactKind", kind.key());
        put(answers, "withWhom", withWhom);
        put(answers, "announced", announced);
        put(answers, "childSeen", child.seen());
        put(answers, "seenAlone", child.alone());
        put(answers, "notAloneReason", child.notAloneReason());
        answers.put("whatHappened", what);
        put(answers, "childVoice", child.words());
        answers.put("weight", weight.key());
        return answers;
    }

    private static void put(Map<String, Object> answers, String key, String value) {
        if (value != null) {
            answers.put(key, value);
        }
    }
}

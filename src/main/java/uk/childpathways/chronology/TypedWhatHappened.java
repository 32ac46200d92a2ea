package uk.childpathways.chronology;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.TypedDay;

/**
 * The page "Record what happened" as it was typed, read into what it says. What cannot be accepted has a sentence at its
 * field, and whatever was typed stays.
 */
final class TypedWhatHappened {

    static final String ALSO = "also";

    private static final int LONGEST = 100_000;
    private static final int SHORT = 300;

    private final MultiValueMap<String, String> typed;
    private final Map<String, String> named;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private TypedWhatHappened(MultiValueMap<String, String> typed, Map<String, String> named) {
        this.typed = typed;
        this.named = named;
    }

    /** @param happened null where there are problems */
    record Read(WhatHappened happened, Map<String, String> problems) {}

    /** The children for whom it is recorded: the one whose page it is, and those ticked beside. */
    static List<String> children(String ref, MultiValueMap<String, String> typed) {
        List<String> children = new ArrayList<>(List.of(ref));
        typed.getOrDefault(ALSO, List.of()).stream()
                .map(String::trim)
                .filter(other -> !other.isEmpty() && !children.contains(other))
                .forEach(children::add);
        return children;
    }

    /**
     * @param named the children, with how they are called
     * @param born when each of those who are born was: before it nobody sees them, and they say nothing
     * @param now in England
     */
    static Read read(
            MultiValueMap<String, String> typed,
            Map<String, String> named,
            Map<String, LocalDate> born,
            ZonedDateTime now) {
        return new TypedWhatHappened(typed, named).read(List.copyOf(named.keySet()), born, now);
    }

    private Read read(List<String> children, Map<String, LocalDate> born, ZonedDateTime now) {
        Optional<ContactKind> kind = ContactKind.of(text("kind", SHORT));
        if (kind.isEmpty()) {
            problems.put("kind", "Say what it was: a call, a visit, a meeting, a message, a note, an earlier event.");
        }
        TypedDay on = day(kind.orElse(null), now.toLocalDate());
        LocalTime at = time(on, now);
        boolean visit = kind.filter(ContactKind.VISIT::equals).isPresent();
        String withWhom = text("withWhom", SHORT);
        String announced = visit ? oneOf("announced", "Say whether the visit was announced.") : null;
        String what = text("what", LONGEST);
        if (what == null) {
            problems.put("what", "Say what was said, seen or done.");
        }
        Optional<WeightForChild> weight = WeightForChild.of(text("weight", SHORT));
        if (weight.isEmpty()) {
            problems.put("weight", "Say what it weighs for the child. What belongs to an ordinary week is routine.");
        }
        boolean significant =
                weight.filter(WeightForChild.SIGNIFICANT_EVENT::equals).isPresent()
                        && kind.filter(ContactKind.EARLIER::equals).isEmpty();
        List<WhatHappened.OfChild> each = children.stream()
                .map(child -> ofChild(child, visit && born.containsKey(child), significant, on, born.get(child)))
                .toList();
        WhatHappened.Significant event = significant ? event() : null;
        return problems.isEmpty()
                ? new Read(
                        new WhatHappened(
                                on,
                                at,
                                kind.orElseThrow(),
                                withWhom,
                                announced,
                                what,
                                weight.orElseThrow(),
                                each,
                                event),
                        Map.of())
                : new Read(null, problems);
    }

    private TypedDay day(ContactKind kind, LocalDate today) {
        Optional<TypedDay> read = TypedDay.read(typed.getFirst("on"), today);
        if (read.isEmpty()) {
            problems.put("on", "Say on which day it happened.");
            return null;
        }
        TypedDay day = read.get();
        if (day.problem() != null) {
            problems.put("on", day.problem());
            return null;
        }
        if (day.exactness() != TypedDay.Exactness.DAY && kind != null && kind != ContactKind.EARLIER) {
            problems.put(
                    "on",
                    "Only of an earlier event may the day be left open. Say the day of this one, as in 25/11/2026.");
            return null;
        }
        if (day.first().isAfter(today)) {
            problems.put("on", Days.LONG.day(day.first()) + " has not come yet: here stands what has happened.");
            return null;
        }
        return day;
    }

    private LocalTime time(TypedDay on, ZonedDateTime now) {
        String said = text("at", SHORT);
        if (said == null) {
            return null;
        }
        Optional<LocalTime> time = TypedDay.time(said);
        if (time.isEmpty()) {
            problems.put("at", "“" + said + "”: this is not read as a time of day. Please type it as 16:40.");
        } else if (on != null && on.exactness() != TypedDay.Exactness.DAY) {
            problems.put("at", "A time of day belongs to a day. Say the day, or leave the time out.");
        } else if (on != null && on.first().atTime(time.get()).isAfter(now.toLocalDateTime())) {
            problems.put(
                    "at",
                    time.get() + " has not come yet: it is "
                            + now.toLocalTime().withSecond(0).withNano(0) + ".");
        }
        return time.orElse(null);
    }

    private WhatHappened.OfChild ofChild(
            String ref, boolean visited, boolean significant, TypedDay on, LocalDate born) {
        String seen = visited ? oneOf("seen-" + ref, "Say whether " + named.get(ref) + " was seen.") : null;
        boolean wasSeen = "seen".equals(seen);
        String alone = wasSeen ? oneOf("alone-" + ref, "Say whether " + named.get(ref) + " was seen alone.") : null;
        String reason = alone != null && !alone.equals(WhatHappened.YES) ? text("reason-" + ref, LONGEST) : null;
        if (alone != null && !alone.equals(WhatHappened.YES) && reason == null) {
            problems.put("reason-" + ref, "Say why " + named.get(ref) + " was not seen alone, and who was there.");
        }
        String words = text("words-" + ref, LONGEST);
        boolean before = on != null && born != null && on.last().isBefore(born);
        if (before && words != null) {
            problems.put(
                    "words-" + ref,
                    named.get(ref) + " was born on " + Days.TABLE.day(born)
                            + ", after this: these cannot be the child's own words. Say above who said it.");
        }
        if (before && wasSeen) {
            problems.put(
                    "seen-" + ref,
                    named.get(ref) + " was born on " + Days.TABLE.day(born) + " and was not seen before that.");
        }
        if (significant && words == null) {
            problems.put(
                    "words-" + ref,
                    "Say what " + named.get(ref)
                            + " says about it. If you have not been able to ask yet, say when you will.");
        }
        return new WhatHappened.OfChild(ref, seen, alone, reason, words);
    }

    private WhatHappened.Significant event() {
        String risk = oneOf("risk", "Say whether it may put the child at risk: your manager is told either way.");
        String changed = oneOf("changed", "Say what has changed.");
        String safety = WhatHappened.YES.equals(risk) ? text("safety", LONGEST) : null;
        if (WhatHappened.YES.equals(risk) && safety == null) {
            problems.put("safety", "Say how the child is safe now.");
        }
        return new WhatHappened.Significant(risk, changed, safety);
    }

    private String oneOf(String field, String sentence) {
        String value = text(field, SHORT);
        if (value == null) {
            problems.put(field, sentence);
        }
        return value;
    }

    /** What was typed; null for nothing, and for signs that nobody sees. */
    private String text(String field, int longest) {
        String value = typed.getFirst(field);
        String seen = value == null
                ? ""
                : value.replaceAll("[\\u00a0\\u200b\\ufeff]", " ").strip();
        if (seen.length() > longest) {
            problems.put(field, "This is longer than the " + longest + " letters that have room here. Shorten it.");
        }
        return seen.isEmpty() ? null : value.strip().replace("\r\n", "\n");
    }
}

package uk.childpathways.standards;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How heavy it is when a standard is not kept: who is told, how it is asked and whether together follows from that. A
 * missed telephone call is not asked what a child who was not seen is (NEW-GEN-02b, SWI-COL-05).
 */
public enum Weight {
    /** A child unseen, or a decision that keeps a child safe. */
    SAFETY("child's safety", "service-manager", List.of("service-manager", "team-manager")),
    /** A limit of law or statutory guidance, or what one hangs on. */
    STATUTORY("statutory", "service-manager", List.of("service-manager", "team-manager")),
    /** What makes the work good: the worker's own manager looks at it first. */
    GOOD_PRACTICE("good practice", "team-manager", List.of("team-manager")),
    /** What the office owes: minutes, invitations, entries. Asked together, and nobody is told of one by itself. */
    OFFICE("office", "team-manager", List.of());

    private final String words;
    private final String answers;
    private final List<String> tell;

    Weight(String words, String answers, List<String> tell) {
        this.words = words;
        this.answers = answers;
        this.tell = tell;
    }

    /** As tables of timescales and pages write it. */
    public String words() {
        return words;
    }

    /** As it is stored and as models compare it: {@code good-practice}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The role that must answer where the row names none. */
    public String answers() {
        return answers;
    }

    /** The roles told of a breach where the row names none. */
    public List<String> tell() {
        return tell;
    }

    /** Answered at once, rung by rung from the service manager up. */
    public boolean heavy() {
        return this == SAFETY || this == STATUTORY;
    }

    /** By what a table says. */
    public static Optional<Weight> find(String words) {
        return Arrays.stream(values())
                .filter(weight -> weight.words.equals(words))
                .findFirst();
    }

    /** By what is stored. */
    public static Weight ofCode(String code) {
        return Arrays.stream(values())
                .filter(weight -> weight.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no weight '" + code + "'."));
    }

    public static List<String> allWords() {
        return Arrays.stream(values()).map(Weight::words).toList();
    }
}

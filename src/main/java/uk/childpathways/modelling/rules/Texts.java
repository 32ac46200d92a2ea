package uk.childpathways.modelling.rules;

import java.util.Collection;
import java.util.stream.Collectors;

/** Small things that all rules do with words. */
final class Texts {

    private Texts() {}

    static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }

    /** One line of what somebody wrote, so that a sentence stays one. */
    static String shortened(String text) {
        String line = oneLine(text);
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }

    static String sorted(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}

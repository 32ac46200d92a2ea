package uk.childpathways.modelling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a label becomes an id: one search key from the diagram to the form and the class. */
public final class Words {

    private static final Set<String> SMALL = Set.of("a", "an", "the");

    private Words() {}

    /** The label without what a variable adds: "Visit child: ${visitKind}" becomes "Visit child". */
    public static String fixedPart(String label) {
        return label.replaceAll("\\s*:?\\s*\\$\\{[^}]*}", "").trim();
    }

    /** "Hold the strategy discussion" becomes "HoldStrategyDiscussion": small words are left out. */
    public static String pascal(String label) {
        return parts(label)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.UK) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** "Hold the strategy discussion" becomes "hold-strategy-discussion". */
    public static String kebab(String label) {
        return parts(label).map(word -> word.toLowerCase(Locale.UK)).collect(Collectors.joining("-"));
    }

    private static java.util.stream.Stream<String> parts(String label) {
        return Arrays.stream(fixedPart(label).replaceAll("['’]", "").split("[^\\p{Alnum}]+"))
                .filter(word -> !word.isBlank())
                .filter(word -> !SMALL.contains(word.toLowerCase(Locale.UK)));
    }
}

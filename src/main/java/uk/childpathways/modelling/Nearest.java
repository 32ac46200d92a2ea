package uk.childpathways.modelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known word that is written most like an unknown one. */
public final class Nearest {

    private Nearest() {}

    /** Empty only where nothing is known. */
    public static Optional<String> to(String written, Collection<String> known) {
        // "Team Manager" and "team_manager" mean "team-manager": words are written so here.
        String small = written.trim().toLowerCase(Locale.UK).replaceAll("[\\s_]+", "-");
        return known.stream()
                .min(Comparator.<String>comparingInt(word ->
                                LevenshteinDistance.getDefaultInstance().apply(small, word.toLowerCase(Locale.UK)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What to write instead, as the end of a refusal. */
    public static String advice(String written, Collection<String> known) {
        return to(written, known).map(word -> " Did you mean '" + word + "'?").orElse("")
                + " All words: docs/vocabulary.md.";
    }
}

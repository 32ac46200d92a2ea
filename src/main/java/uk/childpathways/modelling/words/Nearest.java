package uk.childpathways.modelling.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known word that is written most like an unknown one. */
final class Nearest {

    private Nearest() {}

    /** Empty only where nothing is known. */
    static Optional<String> to(String written, Collection<String> known) {
        String small = written.toLowerCase(Locale.UK);
        return known.stream()
                .min(Comparator.<String>comparingInt(word ->
                                LevenshteinDistance.getDefaultInstance().apply(small, word.toLowerCase(Locale.UK)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What to write instead, as the end of a refusal. */
    static String advice(String written, Collection<String> known) {
        return to(written, known).map(word -> " Did you mean '" + word + "'?").orElse("")
                + " All words: docs/vocabulary.md.";
    }
}

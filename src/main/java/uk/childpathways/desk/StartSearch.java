package uk.childpathways.desk;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds what somebody wants to begin by the words that they use for it. What is called exactly so goes before what begins
 * so, that before what has all the words somewhere, that before what is written nearly so, and that before what has some.
 */
final class StartSearch {

    private static final int NOT_FOUND = 0;
    private static final int SOME_OF_THE_WORDS = 1;
    private static final int NEARLY = 10;
    private static final int IN_THE_SENTENCE = 20;
    private static final int WITH_ALL_WORDS = 40;
    private static final int BEGINS_SO = 60;
    private static final int CALLED_SO = 100;

    private static final List<String> SAY_NOTHING = List.of("a", "an", "the", "of", "for", "to", "my", "i", "on", "in");

    private StartSearch() {}

    /** Those that are meant by the words, the likeliest first; all, by group and order, where there are none. */
    static List<Start> find(List<Start> starts, String words) {
        String asked = plain(words);
        List<Start> inOrder = starts.stream()
                .sorted(Comparator.comparing(Start::group)
                        .thenComparing(Start::order)
                        .thenComparing(Start::name))
                .toList();
        if (asked.isEmpty()) {
            return inOrder;
        }
        record Hit(Start start, int weight) {}
        return inOrder.stream()
                .map(start -> new Hit(start, weight(start, asked)))
                .filter(hit -> hit.weight() > NOT_FOUND)
                .sorted(Comparator.comparingInt(Hit::weight).reversed())
                .map(Hit::start)
                .toList();
    }

    private static int weight(Start start, String asked) {
        List<String> called = new ArrayList<>();
        called.add(plain(start.name()));
        start.words().forEach(word -> called.add(plain(word)));
        if (start.fromTask() != null) {
            called.add(plain(start.fromTask()));
        }
        if (called.contains(asked)) {
            return CALLED_SO;
        }
        if (called.stream().anyMatch(name -> (name + " ").startsWith(asked + " "))) {
            return BEGINS_SO + 1;
        }
        if (called.stream().anyMatch(name -> name.startsWith(asked))) {
            return BEGINS_SO;
        }
        List<String> wanted = meant(asked);
        List<String> known = called.stream().flatMap(StartSearch::parts).toList();
        if (wanted.stream().allMatch(word -> known.stream().anyMatch(each -> each.startsWith(word)))) {
            return WITH_ALL_WORDS;
        }
        List<String> said =
                Stream.concat(known.stream(), words(plain(start.says()))).toList();
        if (wanted.stream().allMatch(word -> said.stream().anyMatch(each -> each.startsWith(word)))) {
            return IN_THE_SENTENCE;
        }
        if (wanted.stream().allMatch(word -> said.stream().anyMatch(each -> nearly(word, each)))) {
            return NEARLY;
        }
        // "Mum's new boyfriend": half of what was said, and more, leads there.
        long meant = wanted.stream()
                .filter(word -> known.stream().anyMatch(each -> each.startsWith(word)))
                .count();
        return 2 * meant >= wanted.size() && meant > 0 ? SOME_OF_THE_WORDS + (int) Math.min(meant, 8) : NOT_FOUND;
    }

    /** Without the words that say nothing, where others are left. */
    private static List<String> meant(String asked) {
        List<String> all = words(asked).toList();
        List<String> meant =
                all.stream().filter(word -> !SAY_NOTHING.contains(word)).toList();
        return meant.isEmpty() ? all : meant;
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
    }

    /** With the section of an Act also as two words, for whom the first of them slips. */
    private static Stream<String> parts(String text) {
        return words(text)
                .flatMap(word ->
                        word.matches("s\\d+") ? Stream.of(word, "section", word.substring(1)) : Stream.of(word));
    }

    /** A slip of the keyboard: one letter in a word of four, two in one of eight. Numbers are meant as they stand. */
    private static boolean nearly(String typed, String known) {
        if (known.startsWith(typed)) {
            return true;
        }
        if (typed.length() < 4 || typed.chars().anyMatch(Character::isDigit)) {
            return false;
        }
        int slips = typed.length() < 8 ? 1 : 2;
        if (new LevenshteinDistance(slips).apply(typed, known) >= 0 || swapped(typed, known)) {
            return true;
        }
        // Not typed to its end yet.
        return known.length() > typed.length()
                && new LevenshteinDistance(slips - 1).apply(typed, known.substring(0, typed.length())) >= 0;
    }

    /** Two neighbours changed places: for a person one slip, for the distance two. */
    private static boolean swapped(String typed, String known) {
        for (int i = 0; typed.length() == known.length() && i + 1 < typed.length(); i++) {
            String mended = typed.substring(0, i) + typed.charAt(i + 1) + typed.charAt(i) + typed.substring(i + 2);
            if (mended.equals(known)) {
                return true;
            }
        }
        return false;
    }

    /** Small letters without accents; whatever parts words is one space, "s.47" is "s47", "C&F" is "c and f". */
    static String plain(String text) {
        String small = Normalizer.normalize(text == null ? "" : text.toLowerCase(Locale.UK), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace("&", " and ")
                .replaceAll("[’']", "");
        return small.replaceAll("[^a-z0-9]+", " ")
                .trim()
                .replaceAll("\\b(?:section|sec|s) ?(?=\\d)", "s")
                .replaceAll("\\breallocat", "re allocat");
    }
}

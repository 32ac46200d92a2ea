package uk.childpathways.chronology;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody looks for in a chronology; what is empty asks for nothing.
 *
 * @param weight one weight, or {@code matters}: all that is not routine
 * @param sort a {@link ContactKind}, or {@code form}: what forms recorded
 * @param from the first year
 * @param to the last year
 * @param q words that all stand in the line
 * @param said whether only what the child said is looked for
 */
record ChronologyFilter(String weight, String sort, String from, String to, String q, boolean said) {

    static final String MATTERS = "matters";
    static final String FORM = "form";

    List<ChronologyLine> of(List<ChronologyLine> lines) {
        return lines.stream().filter(this::shows).toList();
    }

    boolean asksNothing() {
        return Stream.of(weight, sort, from, to, q).allMatch(String::isBlank) && !said;
    }

    /** A sentence about what cannot be read as a year, and is not looked for; null for nothing. */
    public String unread() {
        return Stream.of(from, to)
                .filter(typed -> !typed.isBlank() && year(typed).isEmpty())
                .findFirst()
                .map(typed -> "“" + typed.strip() + "” is no year in four figures, as in 2019: it was left aside.")
                .orElse(null);
    }

    private boolean shows(ChronologyLine line) {
        return (weight.isBlank()
                        || (weight.equals(MATTERS)
                                ? line.weight() != WeightForChild.ROUTINE
                                : weight.equals(line.weight().key())))
                && (sort.isBlank()
                        || (line.sort() == null
                                ? sort.equals(FORM)
                                : sort.equals(line.sort().key())))
                && year(from).map(first -> line.on().last().getYear() >= first).orElse(true)
                && year(to).map(last -> line.on().first().getYear() <= last).orElse(true)
                && (!said || !line.words().isEmpty() && !line.gone())
                && hasWords(line);
    }

    private boolean hasWords(ChronologyLine line) {
        if (q.isBlank()) {
            return true;
        }
        String all = Stream.concat(
                        Stream.of(line.what(), line.detail()),
                        Stream.concat(
                                line.words().stream(), line.marks().stream().map(ChronologyLine.Mark::text)))
                .filter(Objects::nonNull)
                .reduce("", (one, other) -> one + "\n" + other)
                .toLowerCase(Locale.UK);
        return Stream.of(q.toLowerCase(Locale.UK).trim().split("\\s+")).allMatch(all::contains);
    }

    private static Optional<Integer> year(String typed) {
        return typed.trim().matches("\\d{4}") ? Optional.of(Integer.valueOf(typed.trim())) : Optional.empty();
    }
}

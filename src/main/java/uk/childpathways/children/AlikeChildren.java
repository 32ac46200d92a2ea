package uk.childpathways.children;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Children who may be one and the same: one child has one record, however a caller spells the name or says the date. The
 * same name with one part of the date different, or the same date with a name a slip or a part away.
 */
@Component
@Transactional(readOnly = true)
public class AlikeChildren {

    private static final int SLIPS = 2;

    private final ChildRepository children;

    AlikeChildren(ChildRepository children) {
        this.children = children;
    }

    /** The children known here who may be the one of this name, born or expected on that day. */
    public List<Child> to(String name, LocalDate born) {
        return name == null || born == null
                ? List.of()
                : children.bornAbout(born, born.getYear(), born.getMonthValue(), born.getDayOfMonth()).stream()
                        .filter(child -> alike(name, born, child.name(), child.bornOrExpectedOn()))
                        .toList();
    }

    static boolean alike(String name, LocalDate born, String otherName, LocalDate otherBorn) {
        Set<String> one = words(name);
        Set<String> other = words(otherName);
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        return born.equals(otherBorn)
                ? one.containsAll(other)
                        || other.containsAll(one)
                        || slips(String.join(" ", one), String.join(" ", other)) <= SLIPS
                : one.equals(other) && nearly(born, otherBorn);
    }

    /** Two of day, month and year are the same, or day and month are the other way round. */
    private static boolean nearly(LocalDate one, LocalDate other) {
        long same = Stream.of(
                        one.getYear() == other.getYear(),
                        one.getMonthValue() == other.getMonthValue(),
                        one.getDayOfMonth() == other.getDayOfMonth())
                .filter(Boolean::booleanValue)
                .count();
        return same == 2
                || one.getYear() == other.getYear()
                        && one.getMonthValue() == other.getDayOfMonth()
                        && one.getDayOfMonth() == other.getMonthValue();
    }

    /** Without capitals, accents and order: "Hart, Amélie" is "amelie hart". */
    private static Set<String> words(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "");
        return new TreeSet<>(Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** How many letters must be changed, added or left out. */
    static int slips(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}

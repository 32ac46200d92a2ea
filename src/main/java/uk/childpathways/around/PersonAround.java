package uk.childpathways.around;

import java.time.Instant;
import java.util.UUID;
import uk.childpathways.calendar.TypedDay;

/**
 * Somebody around one child, as the child's record says it now.
 *
 * @param id the same for all children around whom they are
 * @param part in words, where the relation does not say it: "class teacher"
 * @param responsibility whether they hold parental responsibility: {@code yes}, {@code no}, {@code not-known}; null of
 *     somebody of whom it is not asked
 * @param household whether they live with the child
 * @param reach how to reach them best, in words
 * @param interpreter {@code yes} or {@code no}; null where it was not said
 * @param notTold what they must not be told; null for nothing
 * @param until since when they are no longer around the child; null while they are
 * @param entry the entry of the record that says so
 */
public record PersonAround(
        UUID id,
        String name,
        Relation relation,
        String part,
        TypedDay born,
        TypedDay died,
        String responsibility,
        boolean household,
        String address,
        String phone,
        String email,
        String reach,
        String language,
        String interpreter,
        String notTold,
        String note,
        TypedDay until,
        String untilWhy,
        UUID entry,
        String by,
        Instant at) {

    /** "Mother"; of others with what they do: "School or nursery: class teacher". */
    public String is() {
        return part == null ? relation.words() : relation.words() + ": " + part;
    }

    public boolean holdsResponsibility() {
        return "yes".equals(responsibility);
    }

    public String responsibilityInWords() {
        return responsibility == null
                ? null
                : switch (responsibility) {
                    case "yes" -> "Holds parental responsibility";
                    case "no" -> "No parental responsibility";
                    default -> "Parental responsibility not known yet";
                };
    }

    public boolean needsInterpreter() {
        return "yes".equals(interpreter);
    }

    /** "12 May 1988"; where no more is known "May 1988" or "1988". */
    public String bornInWords() {
        return inWords(born);
    }

    public String diedInWords() {
        return inWords(died);
    }

    private static String inWords(TypedDay day) {
        return day == null ? null : day.words().replaceFirst(", (day|month) not known$", "");
    }

    public boolean dead() {
        return died != null;
    }
}

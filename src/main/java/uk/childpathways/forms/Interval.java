package uk.childpathways.forms;

import java.math.BigDecimal;
import java.util.Optional;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;

/**
 * What a number field agrees by its custom property {@code agrees}: {@code agrees="core-group-held weeks"} for "every how
 * many weeks".
 *
 * @param standard how often that standard is to be met in this journey from now on
 */
public record Interval(String standard, Unit unit) {

    /** Custom property: the key of the field whose answer is the reason for an interval longer than the limit. */
    public static final String LONGER_WITH = "longerWith";

    public static Optional<Interval> agreedBy(FormField field) {
        return field.property("agrees").map(written -> {
            String[] words = written.trim().split("\\s+");
            String code = words.length != 2 ? "" : "days".equals(words[1]) ? Unit.CALENDAR_DAYS.code() : words[1];
            Unit unit = Unit.of(code).filter(known -> known != Unit.DATE).orElse(null);
            if (unit == null) {
                throw new IllegalStateException("The field '" + field.id() + "' agrees '" + written
                        + "'. Write a standard and a unit: 'core-group-held weeks' (or days, working-days, months).");
            }
            return new Interval(words[0], unit);
        });
    }

    /** The amount of time that was answered; empty unless it is a whole number from 1 on. */
    public Optional<TimeLimit> of(Object answer) {
        try {
            int amount = new BigDecimal(String.valueOf(answer).strip()).intValueExact();
            return amount < 1 ? Optional.empty() : Optional.of(TimeLimit.after(amount, unit));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}

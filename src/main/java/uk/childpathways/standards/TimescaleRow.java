package uk.childpathways.standards;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.childpathways.calendar.Direction;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;

/**
 * A row of a table of timescales as it was written, before anybody knows whether it makes sense. An empty cell stands
 * for what most rows say; amount and unit have no such default, since a cell emptied by mistake must not become a limit.
 *
 * @param number counted from 1, as Camunda Modeler shows it
 * @param profile the council for which the row holds, several as {@code rutland, newham}; null for everybody
 * @param outputs by the output's name; an empty cell is absent
 */
public record TimescaleRow(int number, String standard, String profile, Map<String, Object> outputs, String why) {

    /** Written into the column {@code tell} where only who must answer hears of a breach. */
    public static final String NOBODY = "nobody";

    /** Written into the column {@code escalateTo} where the manager answers who agreed the action that was not done. */
    public static final String MANAGER_WHO_AGREED = "manager-who-agreed";

    private static final int REMINDER = 80;

    /** A row is either a timescale or a list of sentences about what is wrong with it. */
    public record Reading(Optional<Timescale> timescale, List<String> problems) {}

    public Reading read() {
        List<String> problems = new ArrayList<>();
        if (standard == null) problems.add("it names no standard");
        String unitCode = text("unit");
        Optional<Unit> unit = Unit.of(unitCode);
        if (unitCode == null) problems.add("it has no unit");
        else if (unit.isEmpty())
            problems.add("its unit '" + unitCode + "' is unknown; the units are "
                    + String.join(
                            ", ", Arrays.stream(Unit.values()).map(Unit::code).toList()));
        Integer amount = amount(unit.orElse(null), problems);
        String directionCode = text("direction");
        Optional<Direction> direction =
                directionCode == null ? Optional.of(Direction.AFTER) : Direction.of(directionCode);
        if (direction.isEmpty()) problems.add("its direction '" + directionCode + "' is neither after nor before");
        if (text("name") == null) problems.add("it does not say what must be true (the name is empty)");
        if (text("runsFrom") == null) problems.add("it does not say from which event it runs");
        Timescale.Per per = oneOf(Timescale.Per.class, "per", Timescale.Per.TASK, problems);
        Timescale.Basis basis = oneOf(Timescale.Basis.class, "basis", Timescale.Basis.LOCAL, problems);
        Weight weight = Weight.find(text("weight")).orElse(Weight.GOOD_PRACTICE);
        unknownWeight()
                .ifPresent(word -> problems.add("its weight '" + word + "' is unknown; the weights are "
                        + String.join(", ", Weight.allWords())));
        int reminder = outputs.get("reminder") instanceof Number n ? n.intValue() : REMINDER;
        if (reminder < 0 || reminder >= 100) problems.add("its reminder must lie between 0 and 99 percent");
        if (!problems.isEmpty()) return new Reading(Optional.empty(), List.copyOf(problems));
        String escalateTo = text("escalateTo");
        String words = text("runsFromWords");
        String authority = text("authority");
        return new Reading(
                Optional.of(new Timescale(
                        standard,
                        profile,
                        text("name"),
                        new TimeLimit(amount, unit.get(), direction.get()),
                        text("runsFrom"),
                        words == null ? asWords(text("runsFrom")) : words,
                        per,
                        reminder,
                        tell(weight),
                        escalateTo == null ? weight.answers() : escalateTo,
                        weight,
                        basis,
                        authority == null ? String.join(", ", list("clauses", "\\s+")) : authority,
                        list("clauses", "\\s+"),
                        Boolean.TRUE.equals(outputs.get("overrides")),
                        why,
                        null)),
                List.of());
    }

    /** The councils for which the row holds; empty for everybody. */
    public List<String> profiles() {
        return profile == null ? List.of() : List.of(profile.split(",\\s*"));
    }

    /** The ids in the column of clauses. */
    public List<String> clauses() {
        return list("clauses", "\\s+");
    }

    /** How a sentence names this row: "Row 3 (icpc-held)". */
    public String title() {
        return "Row " + number + (standard == null ? "" : " (" + standard + ")");
    }

    /** What stands in the column {@code weight} and is none. */
    public Optional<String> unknownWeight() {
        return Optional.ofNullable(text("weight"))
                .filter(word -> Weight.find(word).isEmpty());
    }

    /** Whether the row says how heavy its standard is. */
    public boolean weighed() {
        return text("weight") != null;
    }

    /**
     * The row with the weight that its standard has in the tables which ship with the product, where it says none: a
     * council's own table may be older than the column.
     */
    public TimescaleRow weighedAs(Optional<Weight> shipped) {
        if (weighed() || shipped.isEmpty()) return this;
        Map<String, Object> completed = new LinkedHashMap<>(outputs);
        completed.put("weight", shipped.get().words());
        return new TimescaleRow(number, standard, profile, completed, why);
    }

    /** A row of the one table that held all timescales in earlier releases: there an empty cell told nobody. */
    public TimescaleRow ofTheOneTable() {
        if (text("tell") != null) return this;
        Map<String, Object> completed = new LinkedHashMap<>(outputs);
        completed.put("tell", NOBODY);
        return new TimescaleRow(number, standard, profile, completed, why);
    }

    private List<String> tell(Weight weight) {
        if (text("tell") == null) return weight.tell();
        return NOBODY.equals(text("tell")) ? List.of() : list("tell", ",");
    }

    private Integer amount(Unit unit, List<String> problems) {
        Object value = outputs.get("amount");
        if (unit == Unit.DATE) return 0;
        if (value == null) {
            problems.add("it has no amount");
            return null;
        }
        if (!(value instanceof Number number) || number.doubleValue() != Math.rint(number.doubleValue())) {
            problems.add("its amount '" + value + "' is not a whole number");
            return null;
        }
        if (number.intValue() <= 0) {
            problems.add("its amount must be more than 0, not " + number.intValue());
            return null;
        }
        return number.intValue();
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, String column, E absent, List<String> problems) {
        String code = text(column);
        if (code == null) return absent;
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(code)) return value;
        }
        problems.add("its column '" + column + "' says '" + code + "', which is unknown");
        return absent;
    }

    private String text(String column) {
        Object value = outputs.get(column);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().trim();
    }

    private List<String> list(String column, String separator) {
        String text = text(column);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(separator))
                        .map(String::trim)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static String asWords(String event) {
        return "the event \"" + event.replace('-', ' ') + "\"";
    }
}

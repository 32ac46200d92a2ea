package uk.childpathways.forms;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.childpathways.vocabulary.contract.FormProperty;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * One component of a form.
 *
 * @param id the component's id in the form
 * @param type the component's type as form-js spells it ({@code textfield}, {@code datetime}, {@code group} …)
 * @param key the name of the answer; null for components which ask nothing
 * @param path where a group or list keeps the answers of its children; null where it adds no level
 * @param label what people see
 * @param subtype of a date-time field: {@code date}, {@code time} or {@code datetime}
 * @param hide the FEEL expression which hides the component, with its leading {@code =}; null if always shown
 * @param labels what people see for each value that can be chosen; empty where they come from elsewhere
 * @param optionsFrom the name of the list ({@code valuesKey}) or the FEEL expression that gives the options; may be null
 * @param validate the limits the form sets; a limit may be a FEEL expression
 * @param properties the custom properties: {@code clauses}, {@code event}, {@code keep}, {@code prefill},
 *     {@code check}, {@code minRows} …
 * @param children the components inside a group or a repeating list
 */
@FormProperty(
        name = "clauses",
        says = "Ids of the clauses that this field answers, or that its text explains.",
        value = ValueKind.CLAUSES)
@FormProperty(
        name = "event",
        says = "This happened on that date: it meets the standard of that name and starts the clocks that run from"
                + " it. `${name}` takes the name from a process variable.",
        on = {"datetime"},
        value = ValueKind.EVENTS)
@FormProperty(
        name = "chronology",
        says = "What happened on that date weighs so much for the child: the answer's day is the one at which the form"
                + " stands in the child's chronology.",
        on = {"datetime"},
        value = ValueKind.CHOICE,
        choices = {"significant-event", "decision", "outcome", "achievement", "routine"})
@FormProperty(
        name = "chronologySays",
        says = "Beside `chronology`: what stands there, in words of the child's life (`Care review held`). Without it"
                + " the title of the task.",
        on = {"datetime"})
@FormProperty(
        name = "keep",
        says = "The answer goes on to the process, because a gateway or a later step reads it. Everything else stays"
                + " on the record.",
        value = ValueKind.FLAG)
@FormProperty(
        name = "prefill",
        says = "What the field starts with: a fact (`child.worker`); `last.<form>.<key>`, the latest such answer of"
                + " this journey; `child.last.<form>.<key>`, the latest in any journey of the child. Several,"
                + " separated by spaces: the first that leads to something.")
@FormProperty(
        name = "check",
        says = "What the server checks besides; several, separated by spaces. An argument follows after a colon.")
@FormProperty(
        name = "agrees",
        says = "`core-group-held weeks`: the number agrees how often that standard is met in this journey (units"
                + " `days`, `working-days`, `weeks`, `months`). It only shortens the limit; the check"
                + " `within-limit` goes with it.",
        on = {"number"})
@FormProperty(
        name = "longerWith",
        says = "Beside `agrees`: the field with the reason for a longer interval, where the table gives way to one.",
        on = {"number"},
        value = ValueKind.FIELD)
@FormProperty(
        name = "oversight",
        says = "What of the child's oversight record the answer is. Only on forms of managers and chairs.",
        value = ValueKind.CHOICE,
        choices = {"decision", "rationale", "effect", "until", "actions"})
@FormProperty(
        name = "minRows",
        says = "The fewest rows that will do.",
        on = {"dynamiclist"},
        value = ValueKind.NUMBER)
@FormProperty(
        name = "records",
        says = "What becomes of the rows. `shared-documents`: each (who, kind, format, receivedOn, language,"
                + " notSharedReason) is a record of its own on the child. `action-states`: rows filled in by"
                + " `openActions` say how earlier agreed actions stand; the check `open-actions-answered` goes"
                + " with it. `each-child`: each row (childRef …) goes on the record of its own child and no"
                + " other.",
        on = {"dynamiclist"},
        value = ValueKind.CHOICE,
        choices = {"shared-documents", "action-states", "each-child"})
public record FormField(
        String id,
        String type,
        String key,
        String path,
        String label,
        String subtype,
        String hide,
        Map<String, String> labels,
        String optionsFrom,
        Validate validate,
        Map<String, String> properties,
        List<FormField> children) {

    private static final Set<String> TEXT = Set.of("textfield", "textarea");
    private static final Set<String> ONE_OF = Set.of("select", "radio");
    private static final Set<String> SOME_OF = Set.of("checklist", "taglist");
    private static final Set<String> ASKING = Set.of(
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "datetime",
            "select",
            "radio",
            "checklist",
            "taglist",
            "expression");

    /**
     * The limits of one field.
     *
     * @param min smallest number; number or FEEL expression
     * @param max largest number; number or FEEL expression
     * @param minLength shortest text in characters; number or FEEL expression
     * @param maxLength longest text in characters; number or FEEL expression
     * @param pattern regular expression which the text must contain
     * @param kind {@code email} or {@code phone}
     * @param decimals most digits after the point
     * @param numberAsText whether the number arrives as text
     * @param notBeforeToday whether the form's date picker offers no past days
     */
    public record Validate(
            boolean required,
            Object min,
            Object max,
            Object minLength,
            Object maxLength,
            String pattern,
            String kind,
            Integer decimals,
            BigDecimal increment,
            boolean numberAsText,
            boolean notBeforeToday,
            boolean disabled) {}

    /** Whether people can answer it: it has a key and is of a type that takes an answer. */
    public boolean asks() {
        return key != null && ASKING.contains(type);
    }

    public boolean isText() {
        return TEXT.contains(type);
    }

    public boolean isOneOf() {
        return ONE_OF.contains(type);
    }

    public boolean isSomeOf() {
        return SOME_OF.contains(type);
    }

    /** Repeating rows; the answer is a list of maps under {@link #path()}. */
    public boolean isList() {
        return "dynamiclist".equals(type);
    }

    public boolean isGroup() {
        return "group".equals(type) || "default".equals(type);
    }

    public boolean isDate() {
        return "datetime".equals(type) && "date".equals(subtype);
    }

    /** The values that can be chosen, where the form itself lists them. */
    public List<String> options() {
        return List.copyOf(labels.keySet());
    }

    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name)).filter(v -> !v.isBlank());
    }

    /** A custom property that holds several words. */
    public List<String> words(String property) {
        return property(property)
                .map(v -> Arrays.stream(v.trim().split("\\s+")).toList())
                .orElse(List.of());
    }

    /** Whether the answer goes on to the engine as a process variable, because a gateway or a later form needs it. */
    public boolean isKept() {
        return property("keep").map(Boolean::parseBoolean).orElse(false);
    }

    @Override
    public String toString() {
        return type + " '" + label + "'"
                + children.stream().map(FormField::id).collect(Collectors.joining(", ", " [", "]"));
    }
}

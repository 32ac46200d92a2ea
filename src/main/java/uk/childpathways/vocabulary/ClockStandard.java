package uk.childpathways.vocabulary;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;

/**
 * Which standard a task or a clock asks for. It is said once, as the extension property {@code standard} of the task,
 * call or subprocess; its dates and the clock on its edge ask {@code ${deadlines.due(execution)}} and read it there.
 *
 * <p>A clock that keeps another standard than the activity on which it hangs, and every model from before this rule,
 * names the standard in the date itself: {@code ${deadlines.due(execution, 'icpc-held')}}.
 */
public final class ClockStandard {

    /** The extension property that names the standard. */
    public static final String PROPERTY = "standard";

    private static final Pattern ASKED = Pattern.compile("deadlines\\.(?:due|followUp|after)\\(\\s*execution\\s*"
            + "(?:,\\s*(?:'(?<single>[^']+)'|\"(?<double>[^\"]+)\"|(?<variable>\\w+))\\s*)?\\)");

    private static final String BODY = "#multiInstanceBody";

    /** What an element of a deployed version says never changes. */
    private static final Map<String, Optional<String>> KNOWN = new ConcurrentHashMap<>();

    private ClockStandard() {}

    /** Whether a date asks for the standard of its activity without naming one. */
    public static boolean asksForOwn(String date) {
        Matcher asked = date == null ? null : ASKED.matcher(date);
        return asked != null && asked.find() && namedIn(asked).isEmpty();
    }

    /**
     * The standard that a due date, follow-up date or timer date of this element asks for, as it is written: an id, or
     * {@code ${variable}} where a shared block is told by its caller. Empty for a date that asks for no standard, and
     * for one that asks for a standard which its activity does not name.
     */
    public static Optional<String> askedBy(String date, BaseElement element) {
        Matcher asked = date == null ? null : ASKED.matcher(date);
        if (asked == null || !asked.find()) {
            return Optional.empty();
        }
        return namedIn(asked).or(() -> namedBy(activity(element)));
    }

    /** The same with variables in place of their names. */
    public static Optional<String> askedBy(String date, BaseElement element, Function<String, Object> variables) {
        return askedBy(date, element).flatMap(written -> resolve(written, variables));
    }

    /** The standard of the clock on an activity's edge, as it is written; its own property comes first. */
    public static Optional<String> of(BoundaryEvent clock) {
        return namedBy(clock)
                .or(() -> clock.getEventDefinitions().stream()
                        .filter(TimerEventDefinition.class::isInstance)
                        .map(TimerEventDefinition.class::cast)
                        .filter(timer -> timer.getTimeDate() != null)
                        .findFirst()
                        .flatMap(timer -> askedBy(timer.getTimeDate().getTextContent(), clock)));
    }

    /**
     * The standard of the activity in which the execution stands. A clock on the edge asks just before the activity
     * begins, and stands in it too.
     *
     * @throws IllegalStateException with a sentence when the activity names none, or its variable is not set
     */
    public static String at(DelegateExecution execution) {
        String step = execution.getCurrentActivityId();
        String activity = step.endsWith(BODY) ? step.substring(0, step.length() - BODY.length()) : step;
        return KNOWN.computeIfAbsent(
                        execution.getProcessDefinitionId() + " " + activity,
                        key -> namedBy(execution.getBpmnModelInstance().getModelElementById(activity)))
                .flatMap(written -> resolve(written, execution::getVariable))
                .orElseThrow(() -> new IllegalStateException("A date of '" + activity + "' in "
                        + execution.getProcessDefinitionId() + " asks for the standard of its activity, which names"
                        + " none. Name it in the property '" + PROPERTY + "', or set the variable that it names."));
    }

    private static Optional<String> namedIn(Matcher asked) {
        if (asked.group("variable") != null) {
            return Optional.of("${" + asked.group("variable") + "}");
        }
        return Optional.ofNullable(asked.group("single")).or(() -> Optional.ofNullable(asked.group("double")));
    }

    private static BaseElement activity(BaseElement element) {
        return element instanceof BoundaryEvent clock ? clock.getAttachedTo() : element;
    }

    private static Optional<String> namedBy(BaseElement element) {
        return Optional.ofNullable(ExtensionProperties.of(element).get(PROPERTY))
                .map(String::trim)
                .filter(named -> !named.isEmpty());
    }

    private static Optional<String> resolve(String written, Function<String, Object> variables) {
        return Optional.ofNullable(ExtensionProperties.resolve(Map.of(PROPERTY, written), variables)
                .get(PROPERTY));
    }
}

package uk.childpathways.engine.deployment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.springframework.stereotype.Component;
import uk.childpathways.forms.Feel;

/** The FEEL of the engine's decision tables, for the expressions in forms. */
@Component
public class CamundaFeel implements Feel {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    /** Parsed by their text: forms repeat few expressions, and parsing one takes far longer than evaluating it. */
    private final Map<String, ParseResult> parsed = new ConcurrentHashMap<>();

    @Override
    public Object evaluate(String expression, Map<String, Object> values) {
        String text = expression.strip();
        ParseResult expressionRead = parse(text);
        if (expressionRead.isFailure()) {
            throw new IllegalArgumentException("The expression " + expression + " in a form cannot be evaluated: "
                    + expressionRead.failure().message());
        }
        // Every value that is passed is converted first, whether the expression uses it or not.
        Map<String, Object> mentioned = new HashMap<>();
        values.forEach((name, value) -> {
            if (text.contains(name)) {
                mentioned.put(name, value);
            }
        });
        EvaluationResult result = feel.evaluate(expressionRead.parsedExpression(), mentioned);
        if (result.isFailure()) {
            throw new IllegalArgumentException("The expression " + expression + " in a form cannot be evaluated: "
                    + result.failure().message());
        }
        return result.result();
    }

    @Override
    public Optional<String> problem(String expression) {
        ParseResult read = parse(expression.strip());
        return read.isFailure() ? Optional.of(read.failure().message()) : Optional.empty();
    }

    private ParseResult parse(String text) {
        return parsed.computeIfAbsent(
                text, any -> feel.parseExpression(text.startsWith("=") ? text.substring(1) : text));
    }
}

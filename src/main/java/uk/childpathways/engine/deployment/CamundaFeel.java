package uk.childpathways.engine.deployment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.springframework.stereotype.Component;
import uk.childpathways.forms.Feel;

/** The FEEL of the engine's decision tables, for the expressions in forms. What it may say: {@link FeelShape}. */
@Component
public class CamundaFeel implements Feel {

    /** Drafts are read too and never used again; more than this is not kept. */
    private static final int KEPT = 10_000;

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    /** Parsed by their text: forms repeat few expressions, and parsing one takes far longer than evaluating it. */
    private final Map<String, Read> expressions = new ConcurrentHashMap<>();

    private final Map<String, Read> conditions = new ConcurrentHashMap<>();

    /** What was read, or why it was not. */
    private record Read(ParseResult result, Optional<String> problem) {}

    @Override
    public Object evaluate(String expression, Map<String, Object> values) {
        String text = expression.strip();
        Read read = expression(text);
        if (read.problem().isPresent()) {
            throw new IllegalArgumentException("The expression " + expression + " in a form cannot be evaluated: "
                    + read.problem().get());
        }
        // Every value that is passed is converted first, whether the expression uses it or not.
        Map<String, Object> mentioned = new HashMap<>();
        values.forEach((name, value) -> {
            if (text.contains(name)) {
                mentioned.put(name, value);
            }
        });
        EvaluationResult result = feel.evaluate(read.result().parsedExpression(), mentioned);
        if (result.isFailure()) {
            throw new IllegalArgumentException("The expression " + expression + " in a form cannot be evaluated: "
                    + result.failure().message());
        }
        return result.result();
    }

    @Override
    public Optional<String> problem(String expression) {
        return expression(expression.strip()).problem();
    }

    @Override
    public Optional<String> problemInCondition(String cell) {
        return read(conditions, cell.strip(), feel::parseUnaryTests).problem();
    }

    private Read expression(String text) {
        return read(
                expressions,
                text,
                written -> feel.parseExpression(written.startsWith("=") ? written.substring(1) : written));
    }

    private static Read read(Map<String, Read> kept, String text, Function<String, ParseResult> parser) {
        Read known = kept.get(text);
        if (known == null) {
            known = read(text, parser);
            if (kept.size() < KEPT) {
                kept.put(text, known);
            }
        }
        return known;
    }

    private static Read read(String text, Function<String, ParseResult> parser) {
        Optional<String> tooMuch = FeelShape.beforeParsing(text);
        if (tooMuch.isPresent()) {
            return new Read(null, tooMuch);
        }
        ParseResult result = parser.apply(text);
        return new Read(
                result, result.isFailure() ? Optional.of(result.failure().message()) : FeelShape.beyond(result));
    }
}

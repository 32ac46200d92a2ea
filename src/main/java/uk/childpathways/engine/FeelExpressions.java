package uk.childpathways.engine;

import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.springframework.stereotype.Component;
import uk.childpathways.forms.Feel;

/** The FEEL of the engine's decision tables, for the expressions in forms. */
@Component
public class FeelExpressions implements Feel {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();

    @Override
    public Object evaluate(String expression, Map<String, Object> values) {
        String text = expression.strip();
        EvaluationResult result = feel.evaluateExpression(text.startsWith("=") ? text.substring(1) : text, values);
        if (result.isFailure()) {
            throw new IllegalArgumentException("The expression " + expression + " in a form cannot be evaluated: "
                    + result.failure().message());
        }
        return result.result();
    }
}

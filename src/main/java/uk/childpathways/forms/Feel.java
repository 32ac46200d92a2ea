package uk.childpathways.forms;

import java.util.Map;
import java.util.Optional;

/** Evaluates the FEEL expressions of forms; the engine's own FEEL answers, so that models and forms agree. */
public interface Feel {

    /**
     * @param expression with or without the leading {@code =}
     * @param values what the expression may name; what is not there is null
     * @return the result as plain Java (text, numbers, booleans, lists, maps), or null if it has none
     */
    Object evaluate(String expression, Map<String, Object> values);

    /**
     * Why the expression cannot be read, whatever it is asked with.
     *
     * @param expression with or without the leading {@code =}
     * @return a sentence; empty when it can
     */
    Optional<String> problem(String expression);
}

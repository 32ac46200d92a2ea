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
     * Why the expression cannot be read, or may not be asked, whatever it is asked with: it defines a function, counts
     * through a range, calls what is none of the plain functions.
     *
     * @param expression with or without the leading {@code =}
     * @return a sentence; empty when it can
     */
    Optional<String> problem(String expression);

    /**
     * The same for a cell of a decision table's condition, such as {@code >= 3} or {@code "a","b"}.
     *
     * @return a sentence; empty when it can be asked
     */
    Optional<String> problemInCondition(String cell);
}

package uk.childpathways.modelling.words;

import java.util.List;

/** Port: what an expression of a model calls, read as the engine itself reads it. */
public interface Expressions {

    /**
     * The calls in an expression such as {@code ${people.group(execution, 'iro')}}, those inside arguments included;
     * none where it only reads variables.
     *
     * @throws IllegalArgumentException with the reason when the engine could not read it
     */
    List<Call> calls(String expression);

    /**
     * A function asked of a bean.
     *
     * @param bean the bean's name
     * @param function the function's name
     */
    record Call(String bean, String function, List<Argument> arguments) {}

    /**
     * An argument as it is written.
     *
     * @param name the variable; null where it is none
     * @param value the text between apostrophes, or the number; null where it is none
     */
    record Argument(String name, String value) {}
}

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
     * What an expression does beyond asking words, reading variables and comparing: looking inside an object, calling a
     * method of a variable, a function, a calculation. Each as the rest of a sentence that begins with the expression;
     * none where it does nothing of the kind.
     *
     * @throws IllegalArgumentException with the reason when the engine could not read it
     */
    List<String> beyond(String expression);

    /**
     * The variables that an expression reads, the names of words and {@code execution} left out.
     *
     * @throws IllegalArgumentException with the reason when the engine could not read it
     */
    List<String> variables(String expression);

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

package uk.childpathways.modelling;

import java.util.List;
import java.util.function.BiFunction;

/**
 * One rule over all models and forms.
 *
 * @param name the rule as a sentence, also the name of its test
 * @param broken says, in words a process owner understands, where the rule is broken and what to do
 */
public record ModelRule(String name, BiFunction<Shipped, Vocabulary, List<String>> broken) {

    @Override
    public String toString() {
        return name;
    }
}

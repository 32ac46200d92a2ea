package uk.childpathways.modelling.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.childpathways.modelling.words.Contract;
import uk.childpathways.modelling.words.Expressions;
import uk.childpathways.standards.Clause;

/**
 * What models, forms and tables may name.
 *
 * @param contract every declared word, with its arguments and where it may stand
 * @param expressions reads what an expression calls
 * @param clauses those of the catalogue, by their ids
 * @param profiles the councils whose limits a table may hold
 * @param profile the council whose limits hold on this installation
 * @param feel why a FEEL expression cannot be asked; empty where it can
 * @param condition the same for a condition in a cell of a table
 */
public record Vocabulary(
        Contract contract,
        Expressions expressions,
        Map<String, Clause> clauses,
        Set<String> profiles,
        String profile,
        Function<String, Optional<String>> feel,
        Function<String, Optional<String>> condition) {}

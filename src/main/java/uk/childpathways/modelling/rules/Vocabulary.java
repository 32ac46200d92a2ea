package uk.childpathways.modelling.rules;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.childpathways.standards.Clause;

/**
 * What models, forms and tables may name.
 *
 * @param beans the words of the vocabulary: names of delegates and model beans
 * @param clauses those of the catalogue, by their ids
 * @param answerChecks the names of the server's checks that a form field may ask for
 * @param roles the roles that {@code people.group} knows
 * @param profiles the councils whose limits a table may hold
 * @param profile the council whose limits hold on this installation
 * @param feel why a FEEL expression cannot be read; empty where it can
 */
public record Vocabulary(
        Set<String> beans,
        Map<String, Clause> clauses,
        Set<String> answerChecks,
        Set<String> roles,
        Set<String> profiles,
        String profile,
        Function<String, Optional<String>> feel) {}

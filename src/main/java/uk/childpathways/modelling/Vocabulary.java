package uk.childpathways.modelling;

import java.util.Set;

/**
 * What models and forms may name.
 *
 * @param beans the words of the vocabulary: names of delegates and model beans
 * @param standards the standards that have a row in the table of timescales
 * @param waiting those of them whose row says that it waits for a journey that is not here yet
 * @param events the events that standards run from
 * @param clauses the ids of the catalogue
 * @param answerChecks the names of the server's checks that a form field may ask for
 * @param roles the roles that {@code people.group} knows
 */
public record Vocabulary(
        Set<String> beans,
        Set<String> standards,
        Set<String> waiting,
        Set<String> events,
        Set<String> clauses,
        Set<String> answerChecks,
        Set<String> roles) {}

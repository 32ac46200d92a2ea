package uk.childpathways.standards;

import java.util.List;

/**
 * Something that must have happened by a time, named for what must be true: {@code icpc-held}.
 *
 * @param name the same as a sentence
 * @param timescales its rows, in the table's order; the shortest wins unless one overrides
 */
public record Standard(String id, String name, List<Timescale> timescales) {

    /** Ids of the clauses behind it, over all rows. */
    public List<String> clauses() {
        return timescales.stream()
                .flatMap(timescale -> timescale.clauses().stream())
                .distinct()
                .toList();
    }
}

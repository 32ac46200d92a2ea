package uk.childpathways.modelling;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import uk.childpathways.standards.TimescaleRow;

/**
 * The tables of timescales that hold side by side: one for each journey, one for what journeys share. A standard stands
 * in one of them only, so that whoever changes its row there has changed it.
 *
 * @param standards the standards with a row, by the table's id
 */
public record TimescaleTables(Map<String, Set<String>> standards) {

    /** The tables in these files; the one table of earlier releases, which nobody reads any more, is none. */
    public static TimescaleTables in(Collection<DmnModelInstance> files) {
        Map<String, Set<String>> standards = new TreeMap<>();
        files.forEach(file -> TimescalesModel.tablesIn(file).stream()
                .filter(id -> !id.equals(TimescalesModel.ONE_FOR_ALL))
                .forEach(id -> standards.put(id, standardsIn(file, id))));
        return new TimescaleTables(standards);
    }

    static Set<String> standardsIn(DmnModelInstance file, String id) {
        return TimescalesModel.rows(file, id).stream()
                .map(TimescaleRow::standard)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public boolean isEmpty() {
        return standards.isEmpty();
    }

    /** These tables, each replaced by the newer one of its id. */
    public TimescaleTables replacedBy(TimescaleTables newer) {
        Map<String, Set<String>> all = new TreeMap<>(standards);
        all.putAll(newer.standards);
        return new TimescaleTables(all);
    }

    /** Every standard that has a row. */
    public Set<String> all() {
        return standards.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A sentence for each standard that stands in two tables. */
    public List<String> twice() {
        Map<String, List<String>> tables = new TreeMap<>();
        // What the one table of earlier releases has is on its way into these.
        standards.forEach((table, rows) -> (table.equals(TimescalesModel.ONE_FOR_ALL) ? Set.<String>of() : rows)
                .forEach(standard -> tables.merge(standard, List.of(table), TimescaleTables::joined)));
        return tables.entrySet().stream()
                .filter(standard -> standard.getValue().size() > 1)
                .map(standard -> "The standard '" + standard.getKey() + "' stands in two tables: "
                        + String.join(" and ", standard.getValue()) + ". Keep its rows in one of them.")
                .toList();
    }

    /** A sentence for each of these standards that has no row. */
    public List<String> missing(Collection<String> used) {
        Set<String> known = all();
        return used.stream()
                .filter(standard -> !known.contains(standard))
                .distinct()
                .sorted()
                .map(standard -> "No table of timescales would have a row for the standard '" + standard
                        + "', which a model uses.")
                .toList();
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}

package uk.childpathways.standards;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/** The clauses that ship with the product. */
@Component
public class ClauseCatalogue {

    private final Map<String, Clause> clauses;

    public ClauseCatalogue() {
        Map<String, Clause> read = new LinkedHashMap<>();
        for (CSVRecord row : CatalogueFile.rows("clauses.csv")) {
            Clause clause = new Clause(
                    row.get("id"),
                    row.get("source"),
                    row.get("clause"),
                    row.get("actor"),
                    row.get("journey"),
                    row.get("trigger"),
                    row.get("timescale"),
                    row.get("day_kind"),
                    row.get("recurrence"),
                    row.get("mechanism"),
                    row.get("confidence"));
            if (read.put(clause.id(), clause) != null) {
                throw new IllegalStateException("The catalogue has the clause " + clause.id() + " twice");
            }
        }
        clauses = Collections.unmodifiableMap(read);
    }

    public Optional<Clause> find(String id) {
        return Optional.ofNullable(clauses.get(id));
    }

    public boolean knows(String id) {
        return clauses.containsKey(id);
    }

    public List<Clause> all() {
        return List.copyOf(clauses.values());
    }
}

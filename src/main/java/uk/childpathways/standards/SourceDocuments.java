package uk.childpathways.standards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The documents from which the clauses come, each with its parts in its own order. */
@Component
public class SourceDocuments {

    /**
     * One document.
     *
     * @param of whose it is: "Rutland"
     * @param profile the council whose timescales it sets; empty for none
     */
    public record SourceDocument(String id, String name, String of, String profile, List<Part> parts) {

        /** "Rutland: Practice standards". */
        public String title() {
            return of + ": " + name;
        }
    }

    /** @param id how the ids of its clauses begin: {@code RUT-S47} */
    public record Part(String id, String name) {}

    private final Map<String, SourceDocument> documents = new LinkedHashMap<>();

    public SourceDocuments() {
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        CatalogueFile.rows("parts.csv")
                .forEach(row -> parts.computeIfAbsent(row.get("document"), document -> new ArrayList<>())
                        .add(new Part(row.get("part"), row.get("name"))));
        CatalogueFile.rows("documents.csv")
                .forEach(row -> documents.put(
                        row.get("id"),
                        new SourceDocument(
                                row.get("id"),
                                row.get("name"),
                                row.get("of"),
                                row.get("profile"),
                                parts.getOrDefault(row.get("id"), List.of()))));
    }

    public List<SourceDocument> all() {
        return List.copyOf(documents.values());
    }

    public Optional<SourceDocument> find(String id) {
        return Optional.ofNullable(documents.get(id));
    }

    /** The document in which a clause stands. */
    public SourceDocument of(Clause clause) {
        return documents.get(clause.source());
    }

    /** The part in which a clause stands: its id begins with the part's. */
    public static String partOf(String clause) {
        int second = clause.indexOf('-', clause.indexOf('-') + 1);
        return second < 0 ? clause : clause.substring(0, second);
    }
}

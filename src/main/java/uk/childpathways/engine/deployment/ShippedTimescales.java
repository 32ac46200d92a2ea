package uk.childpathways.engine.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.standards.TimescaleRow;
import uk.childpathways.standards.Weight;

/** The tables of timescales that ship with the product, whatever is deployed. */
@Component
class ShippedTimescales {

    private final Map<String, Weight> weights = new HashMap<>();

    ShippedTimescales() {
        tables().forEach((table, model) -> TimescalesModel.rows(model, table)
                .forEach(row -> row.read()
                        .timescale()
                        .ifPresent(timescale -> weights.merge(
                                timescale.standard(),
                                timescale.weight(),
                                (one, other) -> one.compareTo(other) <= 0 ? one : other))));
    }

    /** How heavy the standard is in them; of several rows the heaviest. */
    Optional<Weight> weightOf(String standard) {
        return Optional.ofNullable(weights.get(standard));
    }

    /** The row with the shipped weight of its standard, where it says none. */
    TimescaleRow weighed(TimescaleRow row) {
        return row.weighedAs(weightOf(row.standard()));
    }

    /** By their ids, read anew: whoever asks may change them. */
    static Map<String, DmnModelInstance> tables() {
        Map<String, DmnModelInstance> tables = new TreeMap<>();
        try {
            for (Resource table : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:processes/**/" + TimescalesModel.PREFIX + "*.dmn")) {
                try (InputStream content = table.getInputStream()) {
                    tables.put(table.getFilename().replace(".dmn", ""), Dmn.readModelFromStream(content));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tables of timescales", e);
        }
        return tables;
    }
}

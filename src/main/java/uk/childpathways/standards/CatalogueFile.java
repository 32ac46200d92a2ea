package uk.childpathways.standards;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the files of the catalogue, which ship with the product. */
final class CatalogueFile {

    private CatalogueFile() {}

    static List<CSVRecord> rows(String name) {
        try (InputStream file = CatalogueFile.class.getResourceAsStream("/catalogue/" + name);
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

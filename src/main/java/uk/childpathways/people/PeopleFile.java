package uk.childpathways.people;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.SafeCsv;

/** People as lines of a file, as spreadsheets write them: with commas or semicolons, quoted or not, UTF-8 or Windows. */
final class PeopleFile {

    static final List<String> COLUMNS = List.of(
            "user_id",
            "name",
            "roles",
            "team",
            "service",
            "email",
            "phone",
            "registered",
            "suitably_qualified",
            "active");

    private static final int MOST_LINES = 5_000;
    private static final int MOST_BYTES = 1_000_000;

    /**
     * @param number of the line in the file, the heading being 1
     * @param cells column → what stands there; columns that the file does not have are missing
     * @param problem why the line cannot be read, or null
     */
    record Line(long number, Map<String, String> cells, String problem) {}

    private PeopleFile() {}

    /** @throws BadInputProblem where the file as a whole is none */
    static List<Line> read(byte[] bytes) {
        if (bytes.length == 0) {
            throw new BadInputProblem("The file is empty. Choose a file with one line for each person.");
        }
        if (bytes.length > MOST_BYTES) {
            throw new BadInputProblem("The file is larger than " + MOST_BYTES / 1000 + " kB. Split it.");
        }
        String text = text(bytes);
        String heading = text.lines().findFirst().orElse("");
        char comma = heading.contains(";") ? ';' : heading.contains("\t") ? '\t' : ',';
        try (CSVParser parser = CSVParser.parse(
                new StringReader(text),
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(comma)
                        .setIgnoreEmptyLines(false)
                        .get())) {
            List<String> columns = null;
            List<Line> lines = new ArrayList<>();
            long line = 1;
            for (CSVRecord record : parser) {
                if (columns == null) {
                    columns = columns(record);
                } else if (record.stream().anyMatch(cell -> !cell.isBlank())) {
                    lines.add(line(line, record, columns));
                }
                line = parser.getCurrentLineNumber() + 1;
                if (lines.size() > MOST_LINES) {
                    throw new BadInputProblem("The file has more than " + MOST_LINES + " lines. Split it.");
                }
            }
            if (lines.isEmpty()) {
                throw new BadInputProblem("The file has no line with a person: only a heading, or nothing.");
            }
            return lines;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new BadInputProblem(
                    "The file is no table that can be read: a quotation mark is opened and not closed, or"
                            + " text follows one that is closed. Save it as CSV once more.");
        }
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // As spreadsheets on Windows save it when nobody says otherwise.
            text = new String(bytes, Charset.forName("windows-1252"));
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadInputProblem("This is no text file. Save the table as CSV (UTF-8).");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static List<String> columns(CSVRecord record) {
        List<String> columns = record.stream()
                .map(cell -> cell.trim().toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_"))
                .toList();
        Set<String> unknown = new LinkedHashSet<>(columns);
        COLUMNS.forEach(unknown::remove);
        if (!columns.contains("user_id")
                || !unknown.isEmpty()
                || new LinkedHashSet<>(columns).size() < columns.size()) {
            throw new BadInputProblem("The first line names the columns, each once, user_id among them. Known are: "
                    + String.join(", ", COLUMNS) + "."
                    + (unknown.isEmpty() ? "" : " Not known: " + String.join(", ", unknown) + "."));
        }
        return columns;
    }

    private static Line line(long number, CSVRecord record, List<String> columns) {
        if (record.size() != columns.size()) {
            return new Line(
                    number,
                    Map.of(
                            "user_id",
                            record.size() > columns.indexOf("user_id") ? record.get(columns.indexOf("user_id")) : ""),
                    "There are " + record.size() + " cells and " + columns.size()
                            + " columns. A comma within a cell needs quotation marks around the cell.");
        }
        Map<String, String> cells = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), SafeCsv.read(record.get(i).trim()));
        }
        return new Line(number, cells, null);
    }

    static List<String> row(Person person) {
        return Arrays.asList(
                person.userId(),
                person.name(),
                String.join(" ", person.roles()),
                person.team(),
                person.service(),
                person.email(),
                person.phone(),
                yes(person.registered()),
                yes(person.suitablyQualified()),
                yes(person.active()));
    }

    static String yes(boolean value) {
        return value ? "yes" : "no";
    }
}

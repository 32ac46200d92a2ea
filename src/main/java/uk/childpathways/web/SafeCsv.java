package uk.childpathways.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Tables for a spreadsheet. A cell that a spreadsheet would take for a formula ({@code =cmd…}) is led by an apostrophe,
 * which makes it text; {@link #read} takes it away again.
 */
public final class SafeCsv {

    /** Spaces of every kind, controls, signs without width. */
    private static final Pattern UNSEEN = Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");

    private SafeCsv() {}

    public static String write(List<String> columns, Iterable<? extends List<?>> rows) {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(columns);
            for (List<?> row : rows) {
                out.printRecord(row.stream().map(SafeCsv::safe).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String safe(Object cell) {
        String text = cell == null ? "" : cell.toString();
        return dangerous(text) ? "'" + text : text;
    }

    /** A cell as it was before {@link #write} made it safe. */
    public static String read(String cell) {
        return cell.startsWith("'") && dangerous(cell.substring(1)) ? cell.substring(1) : cell;
    }

    /** Some programs take the wide forms of East Asian writing for the signs, and look past what is not seen before them. */
    private static boolean dangerous(String text) {
        String led = UNSEEN.matcher(text).replaceFirst("");
        return (!led.isEmpty() && "=+-@|%＝＋－＠｜％".indexOf(led.charAt(0)) >= 0)
                || text.startsWith("\t")
                || text.startsWith("\r")
                || text.startsWith("\n");
    }
}

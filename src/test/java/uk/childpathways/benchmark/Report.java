package uk.childpathways.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The table that the benchmark prints and leaves in {@code target/benchmark.md}. */
class Report {

    private static final Path FILE = Path.of("target/benchmark.md");

    private final StringBuilder text = new StringBuilder();

    void heading(String title, String... columns) {
        line("");
        line("## " + title + " (load average " + load() + ")");
        line("");
        line("| " + String.join(" | ", columns) + " |");
        line("|" + " --- |".repeat(columns.length));
    }

    void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ')
                    .append(cell instanceof Double number ? String.format(Locale.UK, "%.2f", number) : cell)
                    .append(" |");
        }
        line(row.toString());
    }

    void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processes that wanted a core in the last minute: figures taken on a busy machine are worth less. */
    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}

package uk.childpathways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The index of decisions")
class DecisionsTest {

    private static final Path DECISIONS = Path.of("docs/decisions");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (\\d\\d) \\| \\[([^\\]]+)]\\(([^)]+)\\) \\| (\\d{4}-\\d\\d-\\d\\d) \\| .* \\|$");

    @Test
    @DisplayName("has each decision once, in order, under its own title, with the day on which it was taken")
    void complete() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(DECISIONS.resolve("README.md")))
                .results()
                .toList();
        List<String> files;
        try (Stream<Path> all = Files.list(DECISIONS)) {
            files = all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
        assertThat(rows).extracting(row -> row.group(3)).isEqualTo(files);
        for (MatchResult row : rows) {
            assertThat(row.group(3)).as("number of %s", row.group(2)).startsWith(row.group(1) + "-");
            String heading = Files.readAllLines(DECISIONS.resolve(row.group(3))).get(0);
            assertThat(heading.replaceFirst("^# (\\d\\d )?", "")).isEqualTo(row.group(2));
        }
        assertThat(rows).extracting(row -> row.group(4)).isSorted();
    }
}

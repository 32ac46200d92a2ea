package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/security.md names tests that there are")
class SecurityPageTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+Test)(?:#(\\w+))?`");

    /** A test, a command, or a word on why there is none. */
    private static boolean proved(String how, String test) {
        return NAMED.matcher(test).find()
                || test.startsWith("`bash src/test/")
                || test.startsWith("nothing to run")
                || test.equals("–") && how.contains("**not met");
    }

    @Test
    @DisplayName("each class and each method, and a row without a test says that it is not met or has nothing to run")
    void testsExist() throws IOException {
        Map<String, Path> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            classes = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), file -> file, (a, b) -> a));
        }
        List<String> wrong = new ArrayList<>();
        int named = 0;
        for (String line : Files.readAllLines(Path.of("docs/security.md"))) {
            Matcher test = NAMED.matcher(line);
            while (test.find()) {
                named++;
                Path file = classes.get(test.group(1));
                if (file == null
                        || test.group(2) != null && !Files.readString(file).contains("void " + test.group(2) + "(")) {
                    wrong.add(test.group());
                }
            }
            if (line.matches("\\| [0-9]+\\..*")) {
                String[] cells = line.split("\\|");
                if (cells.length != 4) {
                    wrong.add("three cells: " + line);
                } else if (!proved(cells[2], cells[3].trim())) {
                    wrong.add("neither a test nor a reason for none: " + line);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(named).isGreaterThan(50);
    }
}

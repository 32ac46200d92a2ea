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
            if (line.matches("\\| [0-9]+\\..*") && line.split("\\|").length != 4) {
                wrong.add("three cells: " + line);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(named).isGreaterThan(50);
    }
}

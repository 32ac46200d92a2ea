package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The templates of our pages")
class TemplatesTest {

    private static final Pattern TAG = Pattern.compile("<\\w+[^<>]*\\bth:replace=[^<>]*>");

    @Test
    @DisplayName("put no condition on a tag that is replaced: it would be replaced before the condition is asked")
    void conditionsBesideReplacement() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                Matcher tags = TAG.matcher(Files.readString(file));
                while (tags.find()) {
                    if (tags.group().matches("(?s).*\\bth:(if|unless)=.*")) {
                        found.add(file + ": " + tags.group());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }
}

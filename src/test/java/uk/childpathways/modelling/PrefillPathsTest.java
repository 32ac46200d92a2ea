package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a form fills in from an earlier one")
class PrefillPathsTest {

    private static final Pattern EARLIER = Pattern.compile("(?:child\\.)?last\\.([a-z0-9-]+)\\.(\\w+)");

    private final Map<String, Set<String>> asked = new HashMap<>();
    private final Map<String, List<String>> filledIn = new HashMap<>();

    @Test
    @DisplayName("is an answer that the earlier form asks for: a wrong name would ask twice for what is known")
    void isAsked() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".form")).toList()) {
                JsonNode form = new ObjectMapper().readTree(file.toFile());
                asked.put(form.path("id").asText(), new HashSet<>());
                filledIn.put(form.path("id").asText(), new ArrayList<>());
                read(form, form.path("id").asText());
            }
        }
        List<String> nowhere = new ArrayList<>();
        filledIn.forEach((form, paths) -> paths.forEach(path -> {
            Matcher earlier = EARLIER.matcher(path);
            if (earlier.matches()
                    && !asked.getOrDefault(earlier.group(1), Set.of()).contains(earlier.group(2))) {
                nowhere.add(form + ": " + path);
            }
        }));
        assertThat(filledIn.values()).anyMatch(paths -> !paths.isEmpty());
        assertThat(nowhere).isEmpty();
    }

    private void read(JsonNode parent, String form) {
        for (JsonNode component : parent.path("components")) {
            boolean list = "dynamiclist".equals(component.path("type").asText());
            asked.get(form).add(component.path(list ? "path" : "key").asText());
            filledIn.get(form)
                    .addAll(List.of(component
                            .path("properties")
                            .path("prefill")
                            .asText()
                            .trim()
                            .split("\\s+")));
            read(component, form);
        }
    }
}

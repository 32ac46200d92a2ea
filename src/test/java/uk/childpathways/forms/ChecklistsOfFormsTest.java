package uk.childpathways.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The checklists of all forms")
class ChecklistsOfFormsTest {

    /** Any of these may be the answer: a choice of several, or what there is so far. */
    private static final Set<String> CHOICES = Set.of(
            "categories",
            "gathered",
            "harmKinds",
            "helpUsed",
            "historySources",
            "powersConsidered",
            "recommendedCategories",
            "riskFactors",
            "contestedWhat",
            "exclusionGrounds",
            "searchWays",
            "statutoryBasis",
            "toAsk",
            "tools",
            "viewsPresented",
            "voiceMethods");

    /** Forms that ask in words, next to the checklist, for what is missing; it must be answered. */
    private static final Set<String> IN_WORDS =
            Set.of("check-other-carers.checks", "submit-papers-to-decision-maker.papers");

    @Test
    @DisplayName(
            "are a choice, or complete with somebody or a reason for each gap: one tick is never enough (RUT-CIC-02a,"
                    + " RUT-CIC-07b, RUT-ADO-16, RUT-CP-06b, SWI-SUP-17)")
    void choiceOrComplete() throws IOException {
        List<String> neither = new ArrayList<>();
        Set<String> complete = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".form")).toList()) {
                JsonNode form = new ObjectMapper().readTree(file.toFile());
                String checks = form.findValuesAsText("check").toString();
                for (JsonNode field : form.findParents("type")) {
                    String key = field.path("key").asText();
                    String name = form.path("id").asText() + "." + key;
                    if (!field.path("type").asText().equals("checklist") || CHOICES.contains(key)) {
                        continue;
                    }
                    if (checks.contains("gaps-of:" + key)) {
                        complete.add(name);
                    } else if (!IN_WORDS.contains(name)) {
                        neither.add(name);
                    }
                }
            }
        }
        assertThat(neither).isEmpty();
        assertThat(complete).hasSize(11);
    }
}

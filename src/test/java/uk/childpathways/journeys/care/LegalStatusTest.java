package uk.childpathways.journeys.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.submissions.LegalStatus;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The legal status of a child in care changes only when a review has considered it (RUT-CIC-21)")
class LegalStatusTest extends CareWalk {

    private static final List<String> GUARDED =
            List.of("open-child-in-care", "record-change-as-made", "record-entry-to-care");

    @Autowired
    LegalStatus status;

    private String child;

    private void inCareSince(String day, String legalStatus) {
        practice.itIs(day + "T10:00");
        child = inCare("legalStatus", legalStatus);
    }

    @Test
    @DisplayName("of all forms only the entry to care and the change as it was made ask for it; the care plan may only"
            + " repeat what is on record")
    void allForms() {
        assertThat(formsThat(
                        question -> "legalStatus".equals(question.path("key").asText())))
                .containsExactlyElementsOf(GUARDED);
        assertThat(formsThat(question -> question.has("key")
                        && question.path("label").asText().startsWith("Legal status")
                        && !question.path("properties").path("check").asText().contains("legal-status-on-record")
                        && List.of("select", "radio", "textfield")
                                .contains(question.path("type").asText())))
                .containsExactlyElementsOf(GUARDED);
    }

    @Test
    @DisplayName("of all models only the change of care plan brings another one to a journey that runs")
    void allModels() {
        assertThat(files("processes", ".bpmn")
                        .filter(file -> read(file)
                                .lines()
                                .anyMatch(line -> line.contains("legalStatus")
                                        && (line.contains("name=\"pass\"") || line.contains("camunda:out"))))
                        .map(file -> file.getFileName().toString()))
                .containsExactly("change-of-care-plan.bpmn");
    }

    @Test
    @DisplayName(
            "a move to another placement leaves it, shows it, and takes no other: a care order stays a care order for"
                    + " the visits too (STAT-CIC-09)")
    void move() {
        inCareSince("2026-09-01", "interim-care-order");
        madeCareOrder();
        assertThat(status.inWords(child)).isEqualTo("Care order");
        moved(child);
        assertThat(status.inWords(child)).isEqualTo("Care order");
        assertThat(visitsKnow("legalStatus")).isEqualTo("care-order");

        Map<String, Object> answers = practice.answersForStart(
                "record-placement-move",
                "sw.north",
                Map.of("journeyId", journey(child).id().toString()));
        assertThat(answers).doesNotContainKey("legalStatus");
        answers.put("legalStatus", "section-20");
        assertThatThrownBy(() -> practice.startWithOnly("record-placement-move", "sw.north", answers))
                .isNotNull();
        assertThat(status.inWords(child)).isEqualTo("Care order");
    }

    @Test
    @DisplayName("the care plan repeats what is on record, and nothing else")
    void carePlan() {
        inCareSince("2026-09-01", "interim-care-order");
        assertThat(practice.shownAtOpening(child, "Write care plan", "sw.north"))
                .containsEntry("legalFooting", "interim-care-order");
        Map<String, Object> answers = practice.answersFor(child, "Write care plan", "sw.north", Map.of());
        answers.put("legalFooting", "care-order");
        assertThatThrownBy(() -> practice.completeWithOnly(child, "Write care plan", "sw.north", answers))
                .hasMessageContaining("interim care order")
                .hasMessageContaining("Change of care plan");
        answers.put("legalFooting", "interim-care-order");
        practice.completeWithOnly(child, "Write care plan", "sw.north", answers);
        assertThat(status.inWords(child)).isEqualTo("Interim care order");
    }

    @Test
    @DisplayName("a child who is not in care has none of ours: the plan they are under is named")
    void notInCare() {
        practice.itIs("2026-09-01T10:00");
        child = practice.child();
        assertThat(status.inWords(child)).isEqualTo("Not in care, no plan");
        practice.journey("child-in-need", child);
        assertThat(status.inWords(child)).isEqualTo("Child in need");
        broughtIntoCare(child);
        assertThat(status.inWords(child)).isEqualTo("Accommodated with agreement (section 20); Child in need");
    }

    private void madeCareOrder() {
        reviewed(child, "2026-09-21");
        practice.itIs("2026-09-22T10:00");
        practice.start(
                "change-of-care-plan",
                "sw.north",
                Map.of(
                        "journeyId",
                        journey(child).id().toString(),
                        "changeKind",
                        "legal-status",
                        "newLegalStatus",
                        "care-order",
                        "changePlannedFor",
                        "2026-09-22",
                        "reviewBasis",
                        "considered",
                        "consideredOn",
                        "2026-09-21"));
        practice.carryOn(child);
        assertThat(status.inWords(child)).as("asked for, not made").isEqualTo("Interim care order");
        practice.complete(child, "Sign off document", "tm.north", Map.of("signOffDecision", "approved"));
        practice.complete(
                child, "Record change as made", "sw.north", Map.of("changeMade", "yes", "legalStatus", "care-order"));
    }

    private Object visitsKnow(String variable) {
        return runtime.getVariable(
                runtime.createProcessInstanceQuery()
                        .processDefinitionKey("visit-cycle")
                        .variableValueEquals("childRef", child)
                        .singleResult()
                        .getId(),
                variable);
    }

    private static List<String> formsThat(Predicate<JsonNode> question) {
        return files("forms", ".form")
                .filter(file -> questions(json(file)).anyMatch(question))
                .map(file -> file.getFileName().toString().replace(".form", ""))
                .toList();
    }

    private static Stream<JsonNode> questions(JsonNode part) {
        return StreamSupport.stream(part.path("components").spliterator(), false)
                .flatMap(each -> Stream.concat(Stream.of(each), questions(each)));
    }

    private static Stream<Path> files(String room, String end) {
        try (Stream<Path> all = Files.walk(Path.of(room))) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

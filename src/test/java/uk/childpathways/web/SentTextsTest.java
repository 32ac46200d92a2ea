package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Every text that the API takes has a limit, and the refusal says which")
class SentTextsTest {

    @Autowired
    TestRestTemplate rest;

    /** @param list whether the field holds several of them */
    record Field(HttpMethod method, String address, String name, boolean list) {
        String body(String text) {
            String value = "\"" + text + "\"";
            return "{\"" + name + "\":" + (list ? "[" + value + "]" : value) + "}";
        }
    }

    /** Each field that holds a text, of every body that the API's own description knows. */
    private List<Field> fields() {
        JsonNode description = rest.withBasicAuth("admin", "pathways")
                .getForEntity("/api/openapi", JsonNode.class)
                .getBody();
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode schema = operation.getValue().at("/requestBody/content/application~1json/schema");
                JsonNode body = description.at(
                        schema.path("$ref").asText("#/none").substring(1).replace(" ", "%20"));
                for (Map.Entry<String, JsonNode> property :
                        body.path("properties").properties()) {
                    JsonNode of = property.getValue();
                    boolean list = of.has("items");
                    JsonNode text = list ? of.get("items") : of;
                    if (text.path("type").asText().equals("string") && !text.has("format") && !text.has("enum")) {
                        fields.add(new Field(
                                HttpMethod.valueOf(operation.getKey().toUpperCase(java.util.Locale.ROOT)),
                                path.getKey()
                                        .replace("{id}", UUID.randomUUID().toString())
                                        .replaceAll("\\{\\w+}", "T-NOBODY"),
                                property.getKey(),
                                list));
                    }
                }
            }
        }
        return fields;
    }

    private String answer(Field field, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        ResponseEntity<JsonNode> answer = rest.withBasicAuth("admin", "pathways")
                .exchange(field.address(), field.method(), new HttpEntity<>(body, headers), JsonNode.class);
        assertThat(answer.getStatusCode().value()).as(field.toString()).isBetween(400, 499);
        return answer.getStatusCode().value() + " "
                + answer.getBody().path("detail").asText();
    }

    @Test
    @DisplayName("a reason of 4,000 characters is read and one of 4,001 is not, every other text up to 200 and not 201")
    void tooLong() {
        List<Field> fields = fields();
        assertThat(fields)
                .extracting(Field::name)
                .contains("reason", "answer", "name", "family", "team", "roles", "serviceName", "until", "placement");
        for (Field field : fields) {
            int longest = List.of("reason", "answer").contains(field.name()) ? 4000 : 200;
            assertThat(answer(field, field.body("x".repeat(longest + 1))))
                    .as(field.toString())
                    .startsWith("400 ")
                    .contains("'" + field.name() + "' has", longest == 4000 ? "at most 4,000" : "at most 200");
            assertThat(answer(field, field.body("x".repeat(longest))))
                    .as(field.toString())
                    .doesNotContain("characters: at most");
        }
    }

    @Test
    @DisplayName("three million characters are refused like any other too many, and half a character is no text")
    void unkeepable() {
        for (Field field : fields()) {
            assertThat(answer(field, field.body("x".repeat(field.name().equals("family") ? 3_000_000 : 5_000))))
                    .startsWith("400 ");
            for (String half : List.of("\\ud800", "a\\udc00", "\\ud83d x", "\\ude00\\ud83d")) {
                assertThat(answer(field, field.body(half)))
                        .as("%s %s", field, half)
                        .startsWith("400 ")
                        .contains("'" + field.name() + "' has half a character");
            }
            assertThat(answer(field, field.body("\\ud83d\\ude00")))
                    .as("a whole one")
                    .doesNotContain("half a character");
        }
    }

    @Test
    @DisplayName("a word that stands where the address wants an id is answered in words, and no class is named")
    void notAnId() {
        ResponseEntity<JsonNode> answer =
                rest.withBasicAuth("sm", "pathways").getForEntity("/api/breaches/that-one", JsonNode.class);
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().path("detail").asText())
                .isEqualTo("'id' must be an id as this API gives them, and 'that-one' is none. Nothing was recorded.");
    }
}

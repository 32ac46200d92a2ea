package uk.childpathways.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** What a process owner does with Camunda Modeler and on our pages, over HTTP. */
final class OwnersDeployments {

    private final TestRestTemplate rest;

    OwnersDeployments(TestRestTemplate rest) {
        this.rest = rest;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deploys as Modeler does, and gives the deployment's id. */
    String deploy(String person, String name, Map<String, String> files) {
        MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
        if (name != null) {
            parts.add("deployment-name", name);
        }
        files.forEach(
                (file, content) -> parts.add(file, new ByteArrayResource(content.getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public String getFilename() {
                        return file;
                    }
                }));
        ResponseEntity<JsonNode> answer = rest.withBasicAuth(person, "pathways")
                .exchange(
                        RequestEntity.post("/engine-rest/deployment/create")
                                .contentType(MediaType.MULTIPART_FORM_DATA)
                                .body(parts),
                        JsonNode.class);
        assertThat(answer.getStatusCode().value())
                .as(String.valueOf(answer.getBody()))
                .isEqualTo(200);
        return answer.getBody().path("id").asText();
    }

    ResponseEntity<JsonNode> putBack(String person, String what, int version, Map<String, ?> body) {
        return rest.withBasicAuth(person, "pathways")
                .postForEntity("/api/models/" + what + "/versions/" + version + "/put-back", body, JsonNode.class);
    }

    ResponseEntity<JsonNode> takeBack(String person, String deployment, String reason) {
        return rest.withBasicAuth(person, "pathways")
                .postForEntity(
                        "/api/models/deployments/" + deployment + "/take-back",
                        Map.of("reason", reason),
                        JsonNode.class);
    }

    /** The newest first. */
    JsonNode versions(String person, String what) {
        return rest.withBasicAuth(person, "pathways")
                .getForEntity("/api/models/" + what, JsonNode.class)
                .getBody();
    }

    int inForce(String what) {
        return versions("owner", what).get(0).path("number").asInt();
    }
}

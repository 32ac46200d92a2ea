package uk.childpathways.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.RequestEntity;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Nothing answers without a login but the health address and the login page")
class LoginTest {

    @Autowired
    TestRestTemplate rest;

    @ParameterizedTest(name = "{0} asks for a login")
    @ValueSource(
            strings = {
                "/engine-rest/task",
                "/engine-rest/engine",
                "/api/standards",
                "/api/openapi",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/admin/auth/user/default",
                "/actuator/prometheus"
            })
    void asksForALogin(String address) {
        assertThat(rest.getForEntity(address, String.class).getStatusCode())
                .isIn(HttpStatus.UNAUTHORIZED, HttpStatus.FOUND)
                .isNotEqualTo(HttpStatus.OK);
    }

    @Test
    @DisplayName("health answers everybody, without details")
    void health() {
        var answer = rest.getForEntity("/actuator/health", String.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(answer.getBody()).doesNotContain("components");
    }

    @Test
    @DisplayName(
            "a right password opens the engine's REST interface, a wrong one does not and does not lock the user out")
    void basic() {
        assertThat(ask("admin", "wrong")).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(ask("admin", "pathways")).isEqualTo(HttpStatus.OK);
    }

    private Object ask(String user, String password) {
        return rest.withBasicAuth(user, password)
                .exchange(
                        RequestEntity.get(URI.create("/engine-rest/process-definition"))
                                .build(),
                        String.class)
                .getStatusCode();
    }
}

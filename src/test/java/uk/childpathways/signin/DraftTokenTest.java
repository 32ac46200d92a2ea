package uk.childpathways.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("A page that writes with the session of somebody who is logged in")
class DraftTokenTest {

    private static final String DRAFT = "/api/drafts/tasks/none";
    private static final String TEAM = "/api/teams/north";

    @LocalServerPort
    int port;

    private static int put(Visitor visitor, String path, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return visitor.send("PUT", path, "{}", all).statusCode();
    }

    @Test
    @DisplayName(
            "keeps drafts with Tasklist's token, without it or with another's nothing; no other address takes it; and"
                    + " without a session it hears that nobody is logged in")
    void token() {
        Visitor visitor = new Visitor(port);
        assertThat(put(visitor, DRAFT)).as("nobody").isEqualTo(401);
        visitor.logIn("sw.north", "pathways");
        String token = visitor.cookie("XSRF-TOKEN");
        assertThat(put(visitor, DRAFT)).as("no token").isEqualTo(403);
        assertThat(put(visitor, DRAFT, "X-XSRF-TOKEN", "0".repeat(32))).isEqualTo(403);
        assertThat(visitor.send("DELETE", DRAFT, "").statusCode()).isEqualTo(403);
        assertThat(put(visitor, DRAFT, "X-XSRF-TOKEN", token))
                .as("let in, and there is no such task")
                .isEqualTo(404);
        assertThat(put(visitor, TEAM, "X-XSRF-TOKEN", token))
                .as("another address")
                .isEqualTo(403);
        assertThat(visitor.get("/api/session", "Accept", "application/json").body())
                .contains("\"unusedSeconds\":")
                .contains("\"leftSeconds\":");
    }
}

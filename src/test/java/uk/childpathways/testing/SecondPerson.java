package uk.childpathways.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.springframework.boot.test.web.client.TestRestTemplate;

/** Whoever confirms what an administrator has asked for, where a test goes on with people who were just put in. */
public final class SecondPerson {

    private SecondPerson() {}

    /** The director confirms what waits for this person. */
    public static void confirms(TestRestTemplate rest, String userId) {
        var answer = rest.withBasicAuth("director", "pathways")
                .postForEntity("/api/people/" + userId + "/confirmation", Map.of("confirmed", true), String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }
}

package uk.childpathways.standards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Anybody who works here may ask what must have happened by when, and why")
class StandardsApiTest {

    @Autowired
    TestRestTemplate rest;

    private ResponseEntity<JsonNode> get(String address, Object... values) {
        return rest.withBasicAuth("sw.north", "pathways").getForEntity(address, JsonNode.class, values);
    }

    @Test
    @DisplayName("STAT-S47-03: the conference's date with its offset, in words and as data")
    void due() {
        JsonNode answer = get("/api/standards/icpc-held/due?from=2026-04-02T10:00&profile=rutland")
                .getBody();

        assertThat(answer.get("due").asText()).isEqualTo("2026-04-27T23:59:59+01:00");
        assertThat(answer.get("profile").asText()).isEqualTo("rutland");
        assertThat(answer.at("/explanation/text").asText())
                .isEqualTo("15 working days from the strategy discussion on Thursday 2 April 2026;"
                        + " Good Friday 3 and Easter Monday 6 April not counted;"
                        + " due Monday 27 April; Working Together, STAT-S47-03");
        assertThat(answer.at("/explanation/data/amount").asInt()).isEqualTo(15);
        assertThat(answer.at("/explanation/data/clauses/0").asText()).isEqualTo("STAT-S47-03");
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource({
        "icpc-held, 2026-04-02, 2026-04-27T23:59:59+01:00",
        "icpc-held, 2026-04-02T10:00, 2026-04-27T23:59:59+01:00",
        "icpc-held, 2026-04-02T10:00:00+01:00, 2026-04-27T23:59:59+01:00",
        "icpc-held, 2026-04-01T23:30:00Z, 2026-04-27T23:59:59+01:00",
        "icpc-held, 2026-12-17, 2027-01-12T23:59:59Z",
        "strategy-discussion-held, 2026-03-28T10:00, 2026-03-29T11:00:00+01:00"
    })
    void fromADayATimeOrATimeWithOffset(String standard, String from, String due) {
        assertThat(get("/api/standards/{s}/due?from={f}", standard, from)
                        .getBody()
                        .get("due")
                        .asText())
                .isEqualTo(due);
    }

    @Test
    @DisplayName("which of several events is meant can be said")
    void event() {
        assertThat(get("/api/standards/epo-ended/due?from=2026-04-01&event=epo-made")
                        .getBody()
                        .get("due")
                        .asText())
                .isEqualTo("2026-04-09T23:59:59+01:00");
    }

    @Test
    @DisplayName("the list and the single standard, with the words of its clauses")
    void listed() {
        JsonNode all = get("/api/standards").getBody().path("items");
        assertThat(all).hasSizeGreaterThan(30);
        JsonNode conference = get("/api/standards/icpc-held").getBody();
        assertThat(conference.at("/timescales/0/words").asText())
                .isEqualTo("15 working days from the strategy discussion");
        assertThat(conference.at("/clauses/0/source").asText()).isEqualTo("statutory");
        assertThat(conference.at("/clauses/0/clause").asText()).contains("15 working days");
    }

    @ParameterizedTest(name = "{0} is answered {1}: {2}")
    @CsvSource({
        "/api/standards/no-such, 404, There is no standard 'no-such'",
        "/api/standards/no-such/due?from=2026-04-02, 404, There is no standard 'no-such'",
        "/api/standards/icpc-held/due, 400, Say from when it is counted",
        "/api/standards/icpc-held/due?from=2/4/2026, 400, '2/4/2026' is not a date",
        "/api/standards/icpc-held/due?from=2026-04-31, 400, '2026-04-31' is not a date",
        "/api/standards/icpc-held/due?from=2026-04-02&event=icpc-decided, 400, does not run from 'icpc-decided'"
    })
    void refusedInASentence(String address, int status, String sentence) {
        ResponseEntity<JsonNode> answer = get(address);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(answer.getBody().get("detail").asText()).contains(sentence).endsWith(".");
    }
}

package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import uk.childpathways.administration.BrowserlessForms;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Every field of our pages has a limit, and a sign that is no text is refused in words")
class SentFieldsTest {

    @Autowired
    TestRestTemplate rest;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private ResponseEntity<String> sent(String user, String page, String address, String field, String text) {
        BrowserlessForms forms = new BrowserlessForms(rest.withBasicAuth(user, "pathways"));
        forms.open(page);
        return forms.send(address, Map.of(field, text));
    }

    @ParameterizedTest(name = "{2}: {3}")
    @CsvSource({
        "director, /people/confirmations, /people/confirmations/refuse, reason",
        "director, /people/confirmations, /people/confirmations/team/refuse, reason",
        "admin, /people/teams/north, /people/teams/north, name",
        "admin, /people/add, /people/add, name",
        "sw.north, /children/emergency-access, /children/emergency-access, reason",
        "owner, /models, /models/process/s47-to-icpc/put-back, reason"
    })
    @DisplayName("4,001 characters and a NUL are refused with a sentence, and 4,000 are looked at")
    void limits(String user, String page, String address, String field) {
        ResponseEntity<String> long4001 = sent(user, page, address, field, "a".repeat(4001));
        assertThat(long4001.getStatusCode().value()).isBetween(400, 499);
        ResponseEntity<String> nul = sent(user, page, address, field, "a\0b");
        assertThat(nul.getStatusCode().value()).isBetween(400, 499);
        if (long4001.getStatusCode().value() == 400) {
            assertThat(long4001.getBody()).contains("4,001 characters: at most 4,000 are kept. Nothing was recorded");
            assertThat(nul.getBody()).contains("holds a sign that is no text");
        }
        assertThat(String.valueOf(
                        sent(user, page, address, field, "a".repeat(4000)).getBody()))
                .doesNotContain("at most 4,000 are kept");
    }

    @Test
    @DisplayName("also behind the question mark of every page that is read")
    void addresses() {
        Stream<String> pages = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("uk.childpathways"))
                .flatMap(entry -> entry.getKey().getDirectPaths().stream());
        assertThat(pages.toList()).hasSizeGreaterThan(30).allSatisfy(path -> {
            ResponseEntity<String> answer =
                    rest.withBasicAuth("sm", "pathways").getForEntity(path + "?q={nul}", String.class, "a\0b");
            assertThat(answer.getStatusCode().value()).as(path).isBetween(400, 499);
        });
    }
}

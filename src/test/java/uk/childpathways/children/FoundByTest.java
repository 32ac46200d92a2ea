package uk.childpathways.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A child is found however the name is written (C7)")
class FoundByTest {

    private static final String REF = "T-FOUND";

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    ChildAccess access;

    @Autowired
    FoundBy foundBy;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestRestTemplate rest;

    @BeforeEach
    void aChild() {
        if (children.find(REF).isEmpty()) {
            children.put(child(REF, "Siân Jones"));
            children.put(child(REF, "Siân O’Brien-Łukasz"));
            transaction.executeWithoutResult(status -> {
                foundBy.by(REF, "person " + UUID.randomUUID(), Optional.of("Dana Quillfeather"));
                foundBy.by(REF, "address " + UUID.randomUUID(), Optional.of("14 Wrenfield Lane, Oakham"));
            });
        }
    }

    private static Child child(String ref, String name) {
        return new Child(ref, name, LocalDate.of(2016, 2, 29), null, null, "north", "sw.north", null, false);
    }

    private boolean finds(String user, String words) {
        return practice.as(
                user,
                () -> access.visible(words, PageRequest.of(0, 50)).getContent().stream()
                        .anyMatch(child -> child.ref().equals(REF)));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "Siân O’Brien-Łukasz",
                "O'Brien",
                "OBrien",
                "O‘BRIEN",
                "Sian",
                "SIÂN",
                "Lukasz",
                "lukasz sian",
                "OBrien, Sian",
                "Jones Sian",
                "t-found",
                "T-FOUND",
                "29/02/2016",
                "29 February 2016",
                "Quillfeather",
                "14 wrenfield"
            })
    @DisplayName("accents, apostrophes, capitals, order, the name before, reference, day of birth, mother, address")
    void found(String words) {
        assertThat(finds("sw.north", words)).isTrue();
        assertThat(finds("sm", words)).isTrue();
        for (String user : new String[] {"sw.south", "owner", "admin", "eh"}) {
            assertThat(finds(user, words)).as(user + " may not open the record").isFalse();
        }
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"Nobody Atall", "29/02/2012", "%", "_____", "'; drop table'"})
    @DisplayName("what is none of these finds nobody")
    void notFound(String words) {
        assertThat(finds("sw.north", words)).isFalse();
    }

    @Test
    @DisplayName(
            "a slip of the pen finds who is nearly called so, among the reader's own children and no others; the list"
                    + " says by which other name somebody was found")
    void nearly() {
        assertThat(page("sw.north", "Quilfeather")).contains("These are nearly", REF);
        assertThat(page("sw.south", "Quilfeather")).doesNotContain(REF);
        assertThat(page("sw.north", "Jones Sian")).contains("formerly Siân Jones");
        assertThat(page("sw.north", "Quillfeather")).contains("Dana Quillfeather, around the child");
        assertThat(rest.withBasicAuth("sw.north", "pathways")
                        .getForEntity("/children/" + REF, String.class)
                        .getBody())
                .contains("Formerly", "Siân Jones");
    }

    private String page(String user, String words) {
        return rest.withBasicAuth(user, "pathways")
                .exchange("/children?q={q}", HttpMethod.GET, HttpEntity.EMPTY, String.class, Map.of("q", words))
                .getBody();
    }
}

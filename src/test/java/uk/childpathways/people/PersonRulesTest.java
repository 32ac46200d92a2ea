package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What must be right about a person")
class PersonRulesTest {

    private final PersonRules rules = new PersonRules(null, null);

    private static Person withPhone(String phone, boolean active) {
        return new Person("a", "A", Set.of(), null, null, null, phone, false, false, active);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "01632 960123",
                "+44 (0)1632 960-123",
                "01632/960.123 ext 4",
                "01632 960123 EXT. 4321",
                "01632 960123 x42",
                "101",
                "0123456789012345678901234567890123456789"
            })
    @DisplayName("is a telephone number, up to 40 characters and from three digits on")
    void telephones(String phone) {
        assertThat(rules.problems(withPhone(phone, true))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "call me",
                "ask at the desk",
                "99",
                "ext 12",
                "+",
                "01632 960123 or 01632 960124",
                "01234567890123456789012345678901234567890"
            })
    @DisplayName("is none, and is refused at its field: words, two digits, two numbers, 41 characters")
    void noTelephones(String phone) {
        assertThat(rules.problems(withPhone(phone, true)))
                .containsOnlyKeys("phone")
                .allSatisfy((field, sentence) ->
                        assertThat(sentence).contains("is not a telephone number", "at least three digits"));
    }

    @Test
    @DisplayName("words that an earlier version took for a telephone number keep nobody from leaving")
    void leavers() {
        assertThat(rules.problems(withPhone("call me", false))).isEmpty();
    }
}

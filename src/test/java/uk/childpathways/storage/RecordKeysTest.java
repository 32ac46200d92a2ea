package uk.childpathways.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("The key of the record lies outside the database, and a missing or wrong one is found at start")
class RecordKeysTest {

    @Autowired
    JdbcClient db;

    @Autowired
    RecordKeys keys;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                 | There is no key in PATHWAYS_RECORD_KEY.",
                "secret             | Key 1 of PATHWAYS_RECORD_KEY is not of the form id:key",
                "k1:c2hvcnQ=        | Key k1 of PATHWAYS_RECORD_KEY has 5 bytes",
                "k1:abc=def         | Key 1 of PATHWAYS_RECORD_KEY is not of the form id:key",
                "k1:a               | Key 1 of PATHWAYS_RECORD_KEY is not Base64.",
                "K1:c2hvcnQ=        | Key 1 of PATHWAYS_RECORD_KEY is not of the form id:key"
            })
    void cannotBeUsed(String text, String sentence) {
        assertThatThrownBy(() -> RecordKeys.read(text, "PATHWAYS_RECORD_KEY"))
                .isInstanceOf(RecordKeyProblem.class)
                .hasMessageContaining(sentence);
    }

    @Test
    @DisplayName("the last key seals, the earlier ones still verify; another key, text or number of parts does not")
    void seals() {
        String old = RecordKeys.random("k1");
        RecordKeys before = RecordKeys.read(old, "x");
        RecordKeys after = RecordKeys.read("# both\n" + old + "\n" + RecordKeys.random("k2") + "\n", "x");
        String seal = before.seal(Arrays.asList("a", null, 1L));
        assertThat(seal).startsWith("k1.");
        assertThat(after.current()).isEqualTo("k2");
        assertThat(after.sealed(seal, Arrays.asList("a", null, 1L))).isTrue();
        assertThat(after.sealed(seal, Arrays.asList("a", "", 1L))).isFalse();
        assertThat(after.sealed(seal, List.of("a", 1L))).isFalse();
        assertThat(RecordKeys.read(RecordKeys.random("k1"), "x").sealed(seal, Arrays.asList("a", null, 1L)))
                .isFalse();
        assertThat(after.toString()).isEqualTo("RecordKeys [k1, k2]");
        assertThatThrownBy(() -> RecordKeys.read(old + "," + old, "x")).hasMessageContaining("Two keys");
    }

    @Test
    @DisplayName("with a configured database and no key the application does not start, and says how to make one")
    void noKey() {
        var nothing = new StaticListableBeanFactory().getBeanProvider(EmbeddedPostgresServer.class);
        assertThatThrownBy(() -> new KeysOfTheRecord().recordKeys(new MockEnvironment(), nothing, null))
                .isInstanceOf(RecordKeyProblem.class)
                .satisfies(thrown -> assertThat(
                                new RecordKeyProblem.InWords().analyze(thrown).getAction())
                        .contains("PATHWAYS_RECORD_KEY", "PATHWAYS_RECORD_KEY_FILE", "openssl rand"));
        assertThatThrownBy(() -> new KeysOfTheRecord()
                        .recordKeys(
                                new MockEnvironment().withProperty("pathways.record.key-file", "/not/there"),
                                nothing,
                                null))
                .isInstanceOf(RecordKeyProblem.class)
                .hasMessageContaining("/not/there");
    }

    @Test
    @DisplayName("a wrong key, and a set from which one is missing, are recognised before anything is written")
    void wrongKey() {
        assertThatCode(() -> start(keys)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(RecordKeys.read(RecordKeys.random(keys.current()), "x")))
                .isInstanceOf(RecordKeyProblem.class)
                .hasMessageContaining("is not the one with which the record was made");
        assertThatThrownBy(() -> start(RecordKeys.read(RecordKeys.random("other"), "x")))
                .isInstanceOf(RecordKeyProblem.class)
                .hasMessageContaining("made with the key " + keys.current() + ", which is not among");
        assertThat(db.sql("select id from pathways.record_key")
                        .query(String.class)
                        .list())
                .containsExactly(keys.current());
    }

    private void start(RecordKeys with) {
        new KeysOfTheRecord.RightKeys(with, db, Clock.systemUTC()).run();
    }
}

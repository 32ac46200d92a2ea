package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.childpathways.storage.Storage;

@DisplayName("What a password must be")
class PasswordRulesTest {

    private final PasswordRules council = new PasswordRules(new Storage(false, "jdbc:postgresql://database/x"), null);
    private final PasswordRules demonstration = new PasswordRules(new Storage(true, "data/postgres"), null);

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "violet kettle hedge",
                "correct horse battery staple",
                "öffentlich ßtraße né",
                "x7#kQ!pLm2$v",
                "all lower case words",
                "spring monkey computer council",
                "monday violet monday violet",
                "password violet kettle hedge",
                "a sentence that is much longer than the sixty-four characters which everybody must at least allow"
            })
    @DisplayName("long ones of any characters are taken")
    void taken(String password) {
        assertThat(council.problem(password, "sw.north", "Amara", "Okafor")).isEmpty();
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "",
                "elevenchars",
                "aaaaaaaaaaaa",
                "abababababab",
                "Password1234!",
                "P@ssw0rd!!!!",
                "123456789012",
                "abcdefghijkl",
                "210987654321",
                "Safeguarding1",
                "ChildPathways2026",
                "Summer2026!!!",
                "qwertyuiop12",
                "passwordpassword",
                "Password1Password2",
                "P@ssw0rd-p4ssword!",
                "welcome2026welcome",
                "summer-SUMMER-summer",
                "AdminPassword2026",
                "letmein letmein",
                "football&liverpool7",
                "Winter2026Spring2027",
                "3monkeymonkey3"
            })
    @DisplayName("short ones and those that are guessed first are not")
    void refused(String password) {
        assertThat(council.problem(password)).isPresent();
    }

    @Test
    @DisplayName("nor one that is little more than its owner's name; a name in a long one does no harm")
    void ownName() {
        assertThat(council.problem("amara.okafor1", "amara.okafor")).isPresent();
        assertThat(council.problem("Okafor okafor 1", "sw.north", "Amara", "Okafor"))
                .isPresent();
        assertThat(council.problem("okafor keeps seven green umbrellas", "sw.north", "Amara", "Okafor"))
                .isEmpty();
    }

    @Test
    @DisplayName("and at most 128 characters")
    void longest() {
        assertThat(council.problem("violet kettle hed".repeat(8).substring(0, 128)))
                .isEmpty();
        assertThat(council.problem("violet kettle hed".repeat(8).substring(0, 129)))
                .isPresent();
    }

    @Test
    @DisplayName("the demonstration's password is one where there is a demonstration only")
    void ofTheDemonstration() {
        assertThat(demonstration.problem("pathways", "sw.north")).isEmpty();
        assertThat(demonstration.problem("pathway", "sw.north")).isPresent();
        assertThat(council.problem("pathways", "sw.north")).isPresent();
    }

    @Test
    @DisplayName(
            "whoever chooses their own, by a link or on their page, does not choose the demonstration's, there neither")
    void ownIsNotOfTheDemonstration() {
        assertThat(demonstration.problemOfOwn("pathways", "sw.north")).isPresent();
        assertThat(council.problemOfOwn("pathways", "sw.north")).isPresent();
        assertThat(demonstration.problemOfOwn("violet kettle hedge", "sw.north"))
                .isEmpty();
    }
}

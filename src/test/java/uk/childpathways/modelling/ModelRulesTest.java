package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.modelling.rules.Finding;
import uk.childpathways.modelling.rules.InstalledVocabulary;
import uk.childpathways.modelling.rules.Rule;
import uk.childpathways.modelling.rules.Rules;
import uk.childpathways.modelling.rules.Subject;
import uk.childpathways.testing.OurFiles;
import uk.childpathways.testing.PathwaysTest;

/** The rules that guard each deployment, asked of all that we ship; here advice is as binding as refusal. */
@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Over all models and forms")
class ModelRulesTest {

    @Autowired
    InstalledVocabulary words;

    private Subject shipped;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule(Rule rule) {
        if (shipped == null) {
            shipped = Subject.ofBuild(OurFiles.shipped(), words.now());
        }
        assertThat(rule.findings(shipped).stream().map(Finding::sentence))
                .as(rule.sentence())
                .isEmpty();
    }

    static List<Rule> rules() {
        return Rules.ofOurBuild();
    }
}

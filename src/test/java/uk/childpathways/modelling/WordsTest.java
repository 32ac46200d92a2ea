package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A label becomes an id and a form's name")
class WordsTest {

    @ParameterizedTest(name = "\"{0}\": {1}, {2}")
    @CsvSource({
        "Hold the strategy discussion, HoldStrategyDiscussion, hold-strategy-discussion",
        "Update child's summary, UpdateChildsSummary, update-childs-summary",
        "Visit child: ${visitKind}, VisitChild, visit-child",
        "${renewalName}, '', ''"
    })
    void label(String label, String id, String form) {
        assertThat(Words.pascal(label)).isEqualTo(id);
        assertThat(Words.kebab(label)).isEqualTo(form);
    }
}

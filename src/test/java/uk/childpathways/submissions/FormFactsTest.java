package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.modelling.words.Contract;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What every form knows")
class FormFactsTest {

    @Autowired
    ListableBeanFactory beans;

    @Test
    @DisplayName("is declared with a sentence, name by name, and nothing is declared that no form knows")
    void declared() {
        Set<String> given = new TreeSet<>();
        beans.getBeansOfType(PrefillProvider.class).values().forEach(provider -> given.addAll(provider.names()));
        assertThat(new TreeSet<>(Contract.declared(beans).facts().keySet())).isEqualTo(given);
    }
}

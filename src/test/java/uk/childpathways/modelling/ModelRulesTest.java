package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.people.Role;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.Standard;
import uk.childpathways.standards.Standards;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.vocabulary.ModelVocabulary;

@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Over all models and forms")
class ModelRulesTest {

    @Autowired
    ApplicationContext application;

    @Autowired
    Standards standards;

    @Autowired
    ClauseCatalogue clauses;

    @Autowired
    List<AnswerCheck> checks;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void rule(ModelRule rule) {
        assertThat(rule.broken().apply(Shipped.in(Path.of("")), vocabulary()))
                .as(rule.name())
                .isEmpty();
    }

    static List<ModelRule> rules() {
        return ModelRules.all();
    }

    private Vocabulary vocabulary() {
        List<Standard> all = standards.all();
        return new Vocabulary(
                Set.of(application.getBeanNamesForAnnotation(ModelVocabulary.class)),
                all.stream().map(Standard::id).collect(Collectors.toSet()),
                all.stream()
                        .filter(standard -> standard.timescales().stream()
                                .allMatch(row -> row.why() != null && row.why().contains("Waits for the journey")))
                        .map(Standard::id)
                        .collect(Collectors.toSet()),
                all.stream()
                        .flatMap(standard -> standard.timescales().stream())
                        .map(timescale -> timescale.runsFrom())
                        .collect(Collectors.toSet()),
                clauses.all().stream().map(Clause::id).collect(Collectors.toSet()),
                checks.stream().map(AnswerCheck::name).collect(Collectors.toSet()),
                Stream.of(Role.values()).map(Role::key).collect(Collectors.toSet()));
    }
}

package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Who takes whose place")
class WhoCanCoverTest {

    private static Person person(String userId, String role, boolean registered) {
        return new Person(userId, userId, Set.of(role), null, null, null, null, registered, false, true);
    }

    @ParameterizedTest(name = "the place of a {0} is taken by a {1}, registered {2}: {3} (SWI-SIC-02)")
    @CsvSource({
        "social-worker, social-worker, true, true",
        "social-worker, social-worker, false, false",
        "social-worker, team-manager, true, true",
        "social-worker, iro, true, false",
        "social-worker, process-owner, true, false",
        "social-worker, legal, false, false",
        "personal-adviser, personal-adviser, false, true",
        "personal-adviser, early-help-practitioner, false, false",
        "early-help-practitioner, process-owner, false, false",
        "early-help-practitioner, team-manager, true, true",
        "team-manager, assistant-team-manager, true, true",
        "team-manager, social-worker, true, false",
        "iro, cp-chair, true, true",
        "iro, service-manager, true, false",
        "legal, legal, false, true",
        "legal, process-owner, false, false",
        "panel-adviser, social-worker, true, false",
        "quality-assurance, director, true, true",
        "process-owner, director, true, false",
        "process-owner, process-owner, false, true"
    })
    void byRole(String away, String covers, boolean registered, boolean can) {
        assertThat(WhoCanCover.whyNot(person("a", away, true), null, person("b", covers, registered), null)
                        .isEmpty())
                .isEqualTo(can);
    }

    @ParameterizedTest(name = "somebody of {0} by somebody of {1}: {2} (SWI-CON-04a)")
    @CsvSource(
            nullValues = "-",
            value = {"one, one, true", "one, two, false", "-, two, true", "one, -, true"})
    void byService(String away, String covers, boolean can) {
        assertThat(WhoCanCover.whyNot(
                                person("a", "team-manager", true), away, person("b", "team-manager", true), covers)
                        .isEmpty())
                .isEqualTo(can);
    }
}

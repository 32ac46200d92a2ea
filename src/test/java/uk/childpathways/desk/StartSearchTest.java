package uk.childpathways.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.modelling.Model;
import uk.childpathways.testing.OurFiles;

/** Against the words that our own models have, as each group of people finds them in its list. */
@DisplayName("What can be begun is found by the words that people use")
class StartSearchTest {

    private static List<Start> startsOf(String group) {
        return OurFiles.shipped().models().stream()
                .filter(model -> model.process().isCamundaStartableInTasklist())
                .filter(model -> model.process().getCamundaCandidateStarterGroups() != null)
                .filter(model -> Arrays.asList(model.process()
                                .getCamundaCandidateStarterGroups()
                                .split("\\s*,\\s*"))
                        .contains(group))
                .map(model -> new Start(
                        model.process().getId(),
                        model.title(),
                        StartGroup.of(said(model, "startGroup")),
                        Integer.parseInt(said(model, "startOrder")),
                        said(model, "startSays"),
                        List.of(said(model, "startWords").split("\\s*,\\s*")),
                        Model.property(model.process(), "startFromTask").orElse(null),
                        Start.About.NOBODY,
                        null,
                        Set.of()))
                .toList();
    }

    private static String said(Model model, String property) {
        return Model.property(model.process(), property).orElseThrow();
    }

    private static List<String> found(String group, String words) {
        return StartSearch.find(startsOf(group), words).stream()
                .map(Start::process)
                .toList();
    }

    @ParameterizedTest(name = "\"{0}\" finds {1} first or second")
    @CsvSource({
        "section 47, s47-to-icpc",
        "Section 47 enquiry, s47-to-icpc",
        "s47, s47-to-icpc",
        "S.47, s47-to-icpc",
        "strat, s47-to-icpc",
        "strategy discussion, s47-to-icpc",
        "strategy, second-strategy-discussion",
        "bruise, s47-to-icpc",
        "missing, child-missing",
        "mum's new boyfriend, assess-new-partner",
        "visit, agree-visit-frequency",
        "visits, agree-visit-frequency",
        "stat visit, agree-visit-frequency",
        "annual leave, record-absence",
        "leave, record-absence",
        "sick, record-absence",
        "off sick, record-absence",
        "core group, move-meeting",
        "core group, child-protection-plan",
        "pass on, re-allocate-case",
        "pass on, case-transfer",
        "phone call, answer-message",
        "mum rang, answer-message",
        "late, declare-timescale",
        "extension, declare-timescale",
        "out of timescale, declare-timescale",
        "C&F, child-family-assessment",
        "single assessment, child-family-assessment",
        "CIN, child-in-need",
        "LAC, child-in-care",
        "section 20, child-in-care",
        "legal planning meeting, seek-legal-advice",
        "PLO, seek-legal-advice",
        "data breach, confidentiality-incident",
        "reschedule, move-meeting",
        "NFA, end-journey",
        "close case, end-journey",
        "oversight, management-oversight",
        "supervision, case-supervision",
        "placement move, record-placement-move",
        "complaint, conference-complaint",
    })
    void practitionersWords(String words, String process) {
        assertThat(found("team-managers", words)).isNotEmpty();
        assertThat(found("team-managers", words)
                        .subList(0, Math.min(2, found("team-managers", words).size())))
                .contains(process);
    }

    @Test
    @DisplayName("A worker who needs the manager's decision finds where to ask for it")
    void workers() {
        assertThat(found("social-workers", "my manager's decision").get(0)).isEqualTo("ask-for-decision");
        assertThat(found("social-workers", "permission").get(0)).isEqualTo("ask-for-decision");
    }

    @ParameterizedTest(name = "\"{0}\", a slip of the keyboard, finds {1}")
    @CsvSource({
        "secton 47, s47-to-icpc",
        "stratgey, s47-to-icpc",
        "vsit, agree-visit-frequency",
        "assesment, child-family-assessment",
        "trasnfer, case-transfer",
        "timscale, declare-timescale",
    })
    void slips(String words, String process) {
        assertThat(found("team-managers", words)).contains(process);
    }

    @Test
    @DisplayName("A number is never taken for its neighbour: section 17 is not section 47")
    void numbers() {
        assertThat(found("team-managers", "section 17")).contains("support-now").doesNotContain("s47-to-icpc");
    }

    @Test
    @DisplayName("Words that nobody uses find nothing, rather than anything")
    void nothing() {
        assertThat(found("team-managers", "xylophone")).isEmpty();
    }

    @Test
    @DisplayName("Without words all stand in their groups: a child at risk first, the enquiry at its head")
    void all() {
        assertThat(found("social-workers", " "))
                .startsWith("s47-to-icpc", "child-missing")
                .hasSizeGreaterThan(20);
        assertThat(found("social-workers", "")).doesNotContain("management-oversight", "decide-access-to-record");
    }
}

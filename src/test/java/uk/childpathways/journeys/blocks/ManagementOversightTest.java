package uk.childpathways.journeys.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.Pageable;
import uk.childpathways.breaches.Consequences;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.children.RecordChain;
import uk.childpathways.journeys.s47.ToTheConference;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("A manager writes on a child's oversight record from the start list")
class ManagementOversightTest {

    @Autowired
    Practice practice;

    @Autowired
    Consequences consequences;

    @Autowired
    Oversight oversight;

    @Autowired
    AgreedActions agreedActions;

    @Autowired
    RecordChain chain;

    @Autowired
    RecordAccess access;

    private String child;

    @BeforeEach
    void child() {
        practice.itIs("2026-04-02T10:00");
        child = new ToTheConference(practice).movedIn("2026-04-02");
    }

    @AfterEach
    void back() {
        practice.backToToday();
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "tm.north,team-manager",
        "atm.north,assistant-team-manager",
        "psw,principal-social-worker",
        "sm,service-manager",
        "hos,head-of-service",
        "director,director",
        "iro,iro",
        "cpchair,cp-chair",
        "qa,quality-assurance"
    })
    @DisplayName("every rung can, each under their own name and role: oversight in layers (NEW-OVR-1a, SWI-OVR-01a,"
            + " SWI-PG1-02a, RUT-MGT-01a)")
    void layers(String user, String role) {
        if (role.equals("iro") || role.equals("quality-assurance")) {
            // Neither has a part in an enquiry: what they are to look at is opened to them.
            access.decide(child, RecordAccess.Decision.GRANT, user, null, "Asked to look at the enquiry.", "sm");
        }
        write(
                user,
                Map.of("oversightKind", "file-read", "decision", "Read the file.", "rationale", "He must be seen."));
        OversightEntry entry = newest();
        assertThat(entry.by()).isEqualTo(user);
        assertThat(entry.role()).isEqualTo(role);
        assertThat(entry.rationale()).isEqualTo("He must be seen.");
        assertThat(practice.running(child)).doesNotContain("management-oversight");
        assertThat(chain.verify(child).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sw.north", "sw2.north", "pa", "eh"})
    @DisplayName(
            "a practitioner cannot, and nothing is written: key decisions outside supervision are recorded by the manager responsible"
                    + " (NEW-OVR-1a, SWI-OVR-01a, SWI-SUP-18)")
    void practitionerRefused(String user) {
        int before = entries().size();
        assertThatThrownBy(() -> write(user, Map.of())).isInstanceOf(AuthorizationException.class);
        assertThat(entries()).hasSize(before);
    }

    @Test
    @DisplayName("decision, reasons and what it means for the child are asked by the server, whoever sends it"
            + " (DFE-5-07b, RUT-MGT-01b)")
    void reasonsMandatory() {
        Map.of(
                        "decision", "What you decided or saw",
                        "rationale", "Your reasons",
                        "effectOnChild", "What this means for the child",
                        "oversightStage", "Stage")
                .forEach((key, label) -> {
                    Map<String, Object> answers = new LinkedHashMap<>(
                            practice.answersForStart("management-oversight", "tm.north", given(Map.of())));
                    answers.remove(key);
                    assertThatThrownBy(() -> practice.startWithOnly("management-oversight", "tm.north", answers))
                            .as("without '%s'", key)
                            .hasMessageContaining(label);
                    answers.put(key, "   ");
                    assertThatThrownBy(() -> practice.startWithOnly("management-oversight", "tm.north", answers))
                            .as("with nothing but spaces for '%s'", key)
                            .hasMessageContaining(label);
                });
    }

    @Test
    @DisplayName("a change of direction says what changes and why now (SWI-PG1-02d)")
    void changeOfDirection() {
        Map<String, Object> answers = new LinkedHashMap<>(practice.answersForStart(
                "management-oversight", "tm.north", given(Map.of("oversightKind", "direction-change"))));
        answers.remove("directionChangeReason");
        assertThatThrownBy(() -> practice.startWithOnly("management-oversight", "tm.north", answers))
                .hasMessageContaining("What changes, and why now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decision", "review-and-reflection", "file-read", "audit", "ad-hoc"})
    @DisplayName("files read and audited, reflections and talks between two doors that decide something are on the"
            + " record (SWI-SUP-17, RUT-A5-03b, SWI-SV2-13, NEW-OVR-1a)")
    void kinds(String kind) {
        write("tm.north", Map.of("oversightKind", kind, "decision", "Agreed in the corridor."));
        assertThat(newest().decision()).isEqualTo("Agreed in the corridor.");
        assertThat(practice.chronology(child).get(0).answers()).containsEntry("oversightKind", kind);
    }

    @Test
    @DisplayName("the emergency duty service records what it decided at night; worker and manager are told at once"
            + " (SWI-SUP-20, NEW-GEN-02c)")
    void atNight() {
        practice.itIs("2026-04-04T02:30");
        write("eds", Map.of("oversightKind", "out-of-hours", "decision", "Placed with Nan until Tuesday."));
        assertThat(newest().by()).isEqualTo("eds");
        assertThat(newest().role()).isEqualTo("eds");
        assertThat(newest().decision()).isEqualTo("Placed with Nan until Tuesday.");
        assertThat(consequences.told(child, "notice")).contains("sw.north", "tm.north");
        assertThat(consequences.toldTo("tm.north", child))
                .anySatisfy(text -> assertThat(text).contains("out of hours").doesNotContain("Nan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"referral", "assessment", "planning", "review"})
    @DisplayName("at every stage: referral, assessment, planning, review (RUT-MGT-01a)")
    void stages(String stage) {
        write("tm.north", Map.of("oversightStage", stage));
        assertThat(practice.chronology(child))
                .anyMatch(entry -> stage.equals(entry.answers().get("oversightStage")));
    }

    @Test
    @DisplayName("each agreed action becomes a follow-up with its own owner and its own day (SWI-PG1-02b, SWI-PG1-02c,"
            + " NEW-IND-1b)")
    void actions() {
        write(
                "tm.north",
                Map.of(
                        "actions",
                        List.of(
                                Map.of("action", "Book the interpreter", "owner", "sw.north", "by", "2026-04-08"),
                                Map.of("action", "Ring the school", "owner", "tm.north", "by", "2026-04-20"))));
        assertThat(agreedActions.openFor(child))
                .extracting("action", "owner", "dueOn")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Book the interpreter", "sw.north", LocalDate.of(2026, 4, 8)),
                        org.assertj.core.groups.Tuple.tuple("Ring the school", "tm.north", LocalDate.of(2026, 4, 20)));
        assertThat(practice.openTasks(child, "Complete agreed action"))
                .extracting("assignee")
                .containsExactlyInAnyOrder("sw.north", "tm.north");
        assertThat(practice.deadlines(child, "agreed-action-done"))
                .extracting(deadline -> LocalDate.ofInstant(deadline.due(), java.time.ZoneId.of("Europe/London")))
                .containsExactlyInAnyOrder(LocalDate.of(2026, 4, 8), LocalDate.of(2026, 4, 20));
    }

    @Test
    @DisplayName("an action without an owner or a day is refused, and nothing of it is written (SWI-PG1-02b)")
    void actionWithoutDay() {
        int before = entries().size();
        Map<String, Object> answers =
                new HashMap<>(practice.answersForStart("management-oversight", "tm.north", given(Map.of())));
        answers.put("actions", List.of(Map.of("action", "Ring the school", "owner", "tm.north")));
        assertThatThrownBy(() -> practice.startWithOnly("management-oversight", "tm.north", answers))
                .hasMessageContaining("By when");
        answers.put("actions", List.of(Map.of("action", "Ring the school", "by", "2026-04-08")));
        assertThatThrownBy(() -> practice.startWithOnly("management-oversight", "tm.north", answers))
                .hasMessageContaining("Who");
        assertThat(entries()).hasSize(before);
    }

    @Test
    @DisplayName("a gap in what the service can offer reaches the director at once (SWI-PG1-12b)")
    void gap() {
        write("tm.north", Map.of("oversightKind", "decision", "resourceGap", "no"));
        assertThat(consequences.notices(child, "notice")).isZero();
        write("tm.north", Map.of("resourceGap", "yes", "decision", "No place in the parenting group before July."));
        assertThat(consequences.told(child, "notice")).containsExactly("director");
        assertThat(consequences.toldTo("director", child))
                .anySatisfy(text -> assertThat(text).contains("gap").doesNotContain("parenting group"));
        assertThat(practice.running(child)).doesNotContain("management-oversight");
    }

    private void write(String user, Map<String, Object> answers) {
        practice.start("management-oversight", user, given(answers));
        practice.carryOn(child);
    }

    private Map<String, Object> given(Map<String, Object> answers) {
        Map<String, Object> given = new LinkedHashMap<>(Map.of(
                "journeyId",
                practice.pathways(child).get(0).id().toString(),
                "adviceFrom",
                "none",
                "resourceGap",
                "no"));
        given.putAll(answers);
        return given;
    }

    private List<OversightEntry> entries() {
        return oversight.of(child, Pageable.unpaged()).getContent();
    }

    private OversightEntry newest() {
        return entries().get(0);
    }
}

package uk.childpathways.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.audit.AuditEntry;
import uk.childpathways.audit.AuditKind;

@DisplayName("The trail in the words of the pages")
class AuditWordsTest {

    private final AuditWords words = new AuditWords(id -> "Person " + id, id -> "Team " + id, id -> "Service " + id);

    private List<String> changes(String about, Map<String, Object> before, Map<String, Object> after) {
        return words.changes(new AuditEntry(
                1,
                AuditKind.ACCESS,
                "a",
                about,
                List.of(),
                null,
                "by",
                Instant.EPOCH,
                Instant.EPOCH,
                before,
                after,
                null));
    }

    @Test
    @DisplayName("a decision about a record is said in words, its end is a moment in England, people have names")
    void decision() {
        assertThat(changes(
                        "C-1001",
                        Map.of(),
                        Map.of(
                                "decision",
                                "END_CONFLICT",
                                "person",
                                "sw.north",
                                "child_ref",
                                "C-1001",
                                "until",
                                "2026-12-01",
                                "until_at",
                                "2026-07-01T16:39:40.292+00:00",
                                "id",
                                "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                                "seq",
                                7)))
                .containsExactly(
                        "Decision: No longer closed to the person",
                        "For: Person sw.north",
                        "Last day: 1 Dec 2026",
                        "Until: 1 Jul 2026 at 17:39");
    }

    @Test
    @DisplayName("every decision there is about a record has words of its own")
    void everyDecision() {
        for (var decision : uk.childpathways.children.RecordAccess.Decision.values()) {
            assertThat(words.value("decision", decision.name()))
                    .isNotEqualToIgnoringCase(decision.name().replace('_', ' '))
                    .doesNotContain("_");
        }
    }

    @Test
    @DisplayName("fields are called as on the page of a person; what the entry is about is not said once more")
    void person() {
        assertThat(changes("imp.9", Map.of("user_id", "imp.9", "role", "team-manager"), Map.of()))
                .containsExactly("Role: Team manager → –");
        assertThat(changes(
                        "imp.9",
                        Map.of("phone", "", "team_id", "north", "suitably_qualified", false, "active", true),
                        Map.of(
                                "phone",
                                "01632 960100",
                                "team_id",
                                "south",
                                "suitably_qualified",
                                true,
                                "active",
                                false)))
                .containsExactly(
                        "Works here: Yes → No",
                        "Telephone: – → 01632 960100",
                        "May lead section 47 enquiries: No → Yes",
                        "Team: Team north → Team south");
    }

    @Test
    @DisplayName(
            "a clock that was moved is said in days and hours; what looks like a day and is none stands as it was kept")
    void clock() {
        assertThat(changes("rehearsal_clock", Map.of("offset_millis", 0), Map.of("offset_millis", 90_060_000L)))
                .containsExactly("Ahead of true time by: 0 days 0 hours 0 minutes → 1 days 1 hours 1 minutes");
        assertThat(words.value("value", "2026-13-40")).isEqualTo("2026-13-40");
    }
}

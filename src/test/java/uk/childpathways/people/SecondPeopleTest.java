package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("Who can confirm a place, where those who could are gone")
class SecondPeopleTest {

    @Autowired
    SecondPeople second;

    @Autowired
    Confirmations confirmations;

    @Autowired
    WaitingPeople waiting;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Directory directory;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    @DisplayName("an administrator who first dismisses everybody who could object gains nothing by it")
    void dismissed() {
        transaction.executeWithoutResult(status -> {
            assertThat(jdbc.update("delete from pathways.person_role"
                            + " where role in ('service-manager', 'head-of-service', 'director')"))
                    .isPositive();
            assertThat(second.nobodyEver("four.alone", "admin")).isFalse();
            status.setRollbackOnly();
        });
    }

    @Test
    @DisplayName(
            "whoever starts the installation confirms by name: that person only, and it stands on the trail who did")
    void atStart() {
        transaction.executeWithoutResult(status -> {
            for (String userId : List.of("start.one", "start.two")) {
                staff.put(
                        new Person(userId, "Person " + userId, Set.of(), null, null, null, null, false, false, true),
                        "quiet herons wading seven");
                waiting.keep(new Waiting(
                        userId,
                        new TreeSet<>(Set.of("social-worker")),
                        "north",
                        null,
                        EnumSet.of(Waiting.Why.PLACE),
                        List.of("admin"),
                        Instant.parse("2026-03-02T10:00:00Z")));
            }
            new ConfirmedAtStart(confirmations, waiting, List.of(" start.one ", "", "sw.north")).run();
            assertThat(directory.rolesOf("start.one")).containsExactly("social-worker");
            assertThat(waiting.of("start.one")).isEmpty();
            assertThat(directory.rolesOf("start.two")).isEmpty();
            assertThat(waiting.of("start.two")).isPresent();
            assertThat(directory.rolesOf("sw.north"))
                    .as("for whom nothing waits")
                    .contains("social-worker");
            assertThat(jdbc.queryForList(
                            "select reason from pathways.audit_entry where about = 'start.one' and action = 'confirmed'",
                            String.class))
                    .containsExactly("by whoever started the installation (pathways.people.confirm)");
            status.setRollbackOnly();
        });
    }
}

package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;

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
}

package uk.childpathways.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

@DisplayName("Where the database cannot be reached, already at the log-in")
class WhenTheDatabaseIsAwayTest {

    private static MockHttpServletResponse answer(String accept, RuntimeException failure) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/engine-rest/task/x/complete");
        request.addHeader("Accept", accept);
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain fails = (asked, answered) -> {
            answered.getOutputStream().write("half of an answer".getBytes());
            throw failure;
        };
        new WhenTheDatabaseIsAway().doFilter(request, response, fails);
        return response;
    }

    private static RuntimeException behind(SQLException cause) {
        return new CannotCreateTransactionException("Could not open JPA EntityManager for transaction", cause);
    }

    @Test
    @DisplayName("a program is answered with 503 and a sentence, and nothing of what was begun before")
    void program() throws Exception {
        MockHttpServletResponse answer =
                answer("application/json", behind(new SQLException("Connection refused", "08001")));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getContentAsString())
                .contains("The database cannot be reached for the moment. Nothing was recorded")
                .doesNotContain("JPA", "half of an answer");
    }

    @Test
    @DisplayName("a browser is answered with a page of the same words")
    void browser() throws Exception {
        MockHttpServletResponse answer = answer(
                "text/html,*/*", behind(new SQLTransientConnectionException("HikariPool-1 - request timed out")));
        assertThat(answer.getStatus()).isEqualTo(503);
        assertThat(answer.getContentType()).startsWith("text/html");
        assertThat(answer.getContentAsString()).contains("<h1>Not reachable</h1>", "try again in a minute");
    }

    @Test
    @DisplayName("a fault of ours stays a fault")
    void fault() {
        assertThatThrownBy(() -> answer("application/json", new IllegalStateException("ours")))
                .hasMessage("ours");
        assertThatThrownBy(() -> answer("application/json", behind(new SQLException("no such column", "42703"))))
                .hasMessageContaining("JPA");
    }
}

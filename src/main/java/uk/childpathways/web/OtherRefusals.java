package uk.childpathways.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** A refusal where neither the API nor the pages with the common frame answer it, as at the log-in: never as a failure. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class OtherRefusals {

    @ExceptionHandler
    void refused(Problem problem, HttpServletResponse response) throws IOException {
        response.sendError(problem.status().value(), problem.getMessage());
    }
}

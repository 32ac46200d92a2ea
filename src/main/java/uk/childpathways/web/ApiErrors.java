package uk.childpathways.web;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers every error of our REST API as problem details (RFC 9457) with a sentence. A {@link Problem} is found behind
 * whatever wrapped it. Spring's own refusals (a page that is not there, JSON that cannot be read) are answered by
 * Spring, in the same format.
 */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiErrors {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ProblemDetail answer(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return details(problem.status(), problem.title(), problem.getMessage());
            }
        }
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException) {
            throw e;
        }
        Optional<RequestFailures.Kind> kind = RequestFailures.kindBehind(e);
        if (kind.isPresent()) {
            return details(kind.get().status(), kind.get().title(), kind.get().sentence());
        }
        LOG.error("A request failed", e);
        return details(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong here",
                "This is a fault of the application, not of what was sent. Nothing was changed; the log says more.");
    }

    private static ProblemDetail details(HttpStatus status, String title, String sentence) {
        ProblemDetail details = ProblemDetail.forStatusAndDetail(status, sentence);
        details.setTitle(title);
        return details;
    }
}

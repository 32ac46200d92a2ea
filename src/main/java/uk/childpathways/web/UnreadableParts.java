package uk.childpathways.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartException;

/** A request in parts that end before they should, or have none of what a part has: found before any page is asked. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableParts {

    @ExceptionHandler
    ProblemDetail answer(MultipartException e) {
        ProblemDetail details = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "The parts of this request cannot be read: one of them has no name, is too large or has no end. Nothing was"
                        + " recorded.");
        details.setTitle("Not accepted");
        return details;
    }
}

package uk.childpathways.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Something in the address of a request that is not what stands there, such as a word in the place of a number. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableValues {

    @ExceptionHandler
    ProblemDetail answer(MethodArgumentTypeMismatchException e) {
        ProblemDetail details = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "'" + e.getName() + "' must be " + wanted(e.getRequiredType()) + ", and '" + e.getValue()
                        + "' is none. Nothing was recorded.");
        details.setTitle("Not accepted");
        return details;
    }

    private static String wanted(Class<?> type) {
        if (type == null || type == UUID.class) {
            return "an id as this API gives them";
        }
        if (type == LocalDate.class) {
            return "a day, written as 2026-03-31";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a whole number" : "something else";
    }
}

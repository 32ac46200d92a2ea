package uk.childpathways.web;

import org.springframework.http.HttpStatus;

/** What was asked for does not exist: HTTP 404. */
public class NotFoundProblem extends Problem {

    public NotFoundProblem(String sentence) {
        super(HttpStatus.NOT_FOUND, "Not known", sentence);
    }
}

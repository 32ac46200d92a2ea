package uk.childpathways.web;

import org.springframework.http.HttpStatus;

/** What was sent cannot be accepted as it is: HTTP 400. */
public class BadInputProblem extends Problem {

    public BadInputProblem(String sentence) {
        super(HttpStatus.BAD_REQUEST, "Not accepted", sentence);
    }
}

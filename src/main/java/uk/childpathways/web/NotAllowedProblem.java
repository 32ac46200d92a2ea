package uk.childpathways.web;

import org.springframework.http.HttpStatus;

/** This person may not do or see this: HTTP 403. */
public class NotAllowedProblem extends Problem {

    public NotAllowedProblem(String sentence) {
        super(HttpStatus.FORBIDDEN, "Not allowed", sentence);
    }
}

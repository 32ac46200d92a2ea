package uk.childpathways.web;

import org.springframework.http.HttpStatus;

/** What was asked contradicts what is already recorded: HTTP 409. */
public class ConflictProblem extends Problem {

    public ConflictProblem(String sentence) {
        super(HttpStatus.CONFLICT, "Not possible as things stand", sentence);
    }
}

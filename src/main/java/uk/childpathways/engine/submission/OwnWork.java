package uk.childpathways.engine.submission;

import org.camunda.bpm.engine.AuthorizationException;

/** Refused to the one person to whom it was not offered because it is their own work; the sentence says so. */
public class OwnWork extends AuthorizationException {

    OwnWork(String sentence) {
        super(sentence);
    }
}

package uk.childpathways.standards;

import uk.childpathways.web.NotFoundProblem;

/** No row of a table of timescales names this standard. */
public class UnknownStandardException extends NotFoundProblem {

    public UnknownStandardException(String id) {
        super("There is no standard '" + id + "' in the tables of timescales.");
    }
}

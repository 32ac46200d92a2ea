package uk.childpathways.standards;

import uk.childpathways.web.NotFoundProblem;

/** No row of the table {@code timescales} names this standard. */
public class UnknownStandardException extends NotFoundProblem {

    public UnknownStandardException(String id) {
        super("There is no standard '" + id + "' in the table of timescales.");
    }
}

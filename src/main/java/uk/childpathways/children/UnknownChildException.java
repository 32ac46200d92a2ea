package uk.childpathways.children;

import uk.childpathways.web.NotFoundProblem;

/** No child has this reference. */
public class UnknownChildException extends NotFoundProblem {

    public UnknownChildException(String ref) {
        super("No child with reference " + ref + " is known here. Check the reference in the case system.");
    }
}

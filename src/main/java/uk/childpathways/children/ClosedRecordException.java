package uk.childpathways.children;

import uk.childpathways.web.NotAllowedProblem;

/**
 * No record with this reference is open to the person. The words are the same where there is no such child: whoever may
 * not open a record does not learn from a refusal that it exists.
 */
public class ClosedRecordException extends NotAllowedProblem {

    private static final int LONGEST = 64;

    public ClosedRecordException(String ref) {
        super("No record with the reference " + shortened(ref) + " is open to you. A record is open to the child's team"
                + " and worker, to those with a part in the case and to the managers above them. Check the reference, or"
                + " ask your manager. Where a child cannot wait, open it in an emergency and say why.");
    }

    private static String shortened(String ref) {
        String text = String.valueOf(ref);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

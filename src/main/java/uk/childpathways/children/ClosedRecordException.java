package uk.childpathways.children;

import java.util.regex.Pattern;
import uk.childpathways.web.NotAllowedProblem;

/**
 * No record with this reference is open to the person. The words are the same where there is no such child: whoever may
 * not open a record does not learn from a refusal that it exists.
 */
public class ClosedRecordException extends NotAllowedProblem {

    /** What a reference can look like; anything else is not repeated. */
    private static final Pattern REFERENCE = Pattern.compile("[\\p{L}\\p{N}_/ -]{1,64}");

    public ClosedRecordException(String ref) {
        super("No record with " + named(ref) + " is open to you. A record is open to the child's team"
                + " and worker, to those with a part in the case and to the managers above them. Check the reference, or"
                + " ask your manager. Where a child cannot wait, open it in an emergency and say why.");
    }

    private static String named(String ref) {
        return ref != null && REFERENCE.matcher(ref).matches() ? "the reference " + ref : "this reference";
    }
}

package uk.childpathways.forms;

import java.util.Optional;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * A check which only the server can make, named on a field by the custom property {@code check}: for instance
 * {@code check: "not-in-future known-worker"}. Each implementation is a Spring bean; a part with something of its own
 * to check adds one.
 */
public interface AnswerCheck {

    /** The word that names the check in a form; an argument may follow after a colon: {@code not-before:icpc-held}. */
    String name();

    /** One sentence for whoever draws the form: what an answer must be. */
    String says();

    /** What is written after the colon; {@link ValueKind#NONE} for nothing. */
    default ValueKind takes() {
        return ValueKind.NONE;
    }

    /**
     * @param answer a given answer; empty ones are never asked, except for lists
     * @param argument what follows the colon in the form, or the empty string
     * @return why it cannot be accepted, as the rest of a sentence that begins with the field's label: "cannot be in the
     *     future"; empty if it can
     */
    Optional<String> problem(Answer answer, String argument);
}

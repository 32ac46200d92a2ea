package uk.childpathways.submissions;

import java.util.Optional;
import uk.childpathways.children.ChronologyEntry;

/**
 * Answers have just been put into a child's chronology; published in the transaction in which the work is completed.
 *
 * @param entry the chronology entry
 * @param question what was asked
 */
public record AnswersRecorded(ChronologyEntry entry, Question question) {

    /** The kind of decision that this task gives (extension property {@code oversight}); empty for other work. */
    public Optional<String> decision() {
        return question.property("oversight");
    }
}

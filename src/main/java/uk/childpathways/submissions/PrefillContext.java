package uk.childpathways.submissions;

import java.util.UUID;

/**
 * For whom and for what a form is filled in beforehand.
 *
 * @param question the task or start
 * @param userId who opens the form; null where nobody is logged in
 * @param from from where a form of the start list is opened; null where it is opened from the list itself, and while the
 *     answers are checked
 */
public record PrefillContext(Question question, String userId, StartedFrom.Case from) {

    public PrefillContext(Question question, String userId) {
        this(question, userId, null);
    }

    /** The child; null where the form itself asks for it. */
    public String childRef() {
        return question.step().childRef();
    }

    /** The run of the pathway; null before it is opened. */
    public UUID journeyId() {
        return question.step().journeyId();
    }

    public String elementId() {
        return question.step().elementId();
    }

    /** A process variable, or null. */
    public Object variable(String name) {
        return question.variable(name);
    }
}

package uk.childpathways.forms;

import java.util.Optional;
import java.util.function.BiFunction;
import uk.childpathways.vocabulary.contract.ValueKind;

/** A check that is no more than a name and what it says to an answer and its argument. */
public record NamedCheck(String name, String says, ValueKind takes, BiFunction<Answer, String, Optional<String>> check)
        implements AnswerCheck {

    /** A check without an argument. */
    public NamedCheck(String name, String says, BiFunction<Answer, String, Optional<String>> check) {
        this(name, says, ValueKind.NONE, check);
    }

    @Override
    public Optional<String> problem(Answer answer, String argument) {
        return check.apply(answer, argument);
    }
}

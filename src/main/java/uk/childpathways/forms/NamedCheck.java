package uk.childpathways.forms;

import java.util.Optional;
import java.util.function.BiFunction;

/** A check that is no more than a name and what it says to an answer and its argument. */
public record NamedCheck(String name, BiFunction<Answer, String, Optional<String>> check) implements AnswerCheck {

    @Override
    public Optional<String> problem(Answer answer, String argument) {
        return check.apply(answer, argument);
    }
}

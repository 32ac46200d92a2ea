package uk.childpathways.oversight;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;

/**
 * {@code open-actions-answered}, on a list that asks for the state of the child's agreed actions: each open one has
 * its row, and every row is about an action of this child. What was agreed only today is not asked for: it may be newer than the form.
 */
@Component
class OpenActionsAnswered implements AnswerCheck {

    private final AgreedActions actions;
    private final Oversight oversight;

    OpenActionsAnswered(AgreedActions actions, Oversight oversight) {
        this.actions = actions;
        this.oversight = oversight;
    }

    @Override
    public String name() {
        return "open-actions-answered";
    }

    @Override
    public String says() {
        return "Every agreed action of the child that is still open has its row, and no other.";
    }

    @Override
    public Optional<String> problem(Answer answer, String none) {
        String child = answer.context().childRef();
        List<Map<String, Object>> rows = answer.rows();
        if (rows.stream()
                .anyMatch(row -> ActionStates.action(row, actions)
                        .filter(action -> action.childRef().equals(child))
                        .isEmpty())) {
            return Optional.of("names an action that was not agreed for this child");
        }
        Set<String> answered =
                rows.stream().map(row -> String.valueOf(row.get("openAction"))).collect(Collectors.toSet());
        List<String> left = actions.openFor(child).stream()
                .filter(action -> !answered.contains(action.id().toString()))
                .filter(action -> before(action, answer.context().today()))
                .map(action -> "'" + action.action() + "'")
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "leaves out the state of: " + String.join(", ", left) + ". Open the form again to see them");
    }

    private boolean before(AgreedAction action, LocalDate today) {
        return oversight
                .find(action.oversightEntryId())
                .filter(entry -> entry.at().atZone(England.ZONE).toLocalDate().isBefore(today))
                .isPresent();
    }
}

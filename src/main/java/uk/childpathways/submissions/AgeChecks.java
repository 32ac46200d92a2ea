package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * {@code not-before-weeks-of-age:6}: what the law does not allow before a baby has reached that age. A mother's consent to adoption
 * counts only when her baby is six weeks old (STAT-ADO-11); the day itself counts.
 */
@Component
class AgeChecks implements AnswerCheck {

    private final Children children;

    AgeChecks(Children children) {
        this.children = children;
    }

    @Override
    public String name() {
        return "not-before-weeks-of-age";
    }

    @Override
    public String says() {
        return "Not before the child is so many weeks old: `not-before-weeks-of-age:6`.";
    }

    @Override
    public ValueKind takes() {
        return ValueKind.NUMBER;
    }

    @Override
    public Optional<String> problem(Answer answer, String weeks) {
        LocalDate given = answer.date().orElse(null);
        Child child = children.find(answer.context().childRef()).orElse(null);
        if (given == null || child == null) {
            return Optional.empty();
        }
        if (child.dateOfBirth() == null) {
            return Optional.of("cannot be while the child is not born: the law counts it only from " + weeks
                    + " weeks after the birth");
        }
        LocalDate oldEnough = child.dateOfBirth().plusWeeks(Long.parseLong(weeks));
        return given.isBefore(oldEnough)
                ? Optional.of("cannot be before " + Days.SHORT.day(oldEnough) + ", when the child is " + weeks
                        + " weeks old: the law counts nothing given earlier")
                : Optional.empty();
    }
}

package uk.childpathways.drafts;

import java.util.Map;
import java.util.UUID;
import uk.childpathways.web.BadInputProblem;

/**
 * What a page sends to be kept.
 *
 * @param form the form's id
 * @param answers what differs from the form as it opened; empty where everything was taken out again
 * @param page the opened form, by a number that it gave itself
 * @param turn counts what the page sends
 * @param seen the version that the page has; null where it has seen none
 */
record Typed(String form, Map<String, Object> answers, UUID page, Long turn, Long seen) {

    /** @throws BadInputProblem with what is missing */
    void check(String asked) {
        if (form == null || answers == null || page == null || turn == null) {
            throw new BadInputProblem(
                    "A draft says of which form it is (form), what was typed (answers), from which page"
                            + " (page, a UUID) and in which turn (turn, a number). Nothing was kept.");
        }
        if (!form.equals(asked)) {
            throw new BadInputProblem("This is asked with the form '" + asked + "', and not with the one that was sent."
                    + " Nothing was kept: open the form again.");
        }
    }
}

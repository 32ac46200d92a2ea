package uk.childpathways.modelling.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;

/** Days, moments and times of day that forms ask for. */
final class Days {

    private static final Set<String> SIDES = Set.of("not-in-future", "not-in-past", "past-or-ahead");
    private static final String TIME_ON_DAY = "not-in-future-on:";

    private Days() {}

    /** A question that says nothing takes what has happened also where it is said to have happened tomorrow. */
    static Stream<Finding> sideless(Form form) {
        return questions(form).flatMap(question -> {
            List<String> said = Model.words(Form.property(question, "check")).stream()
                    .filter(word -> SIDES.contains(word) || word.startsWith(TIME_ON_DAY))
                    .toList();
            if (said.size() == 1) {
                return Stream.empty();
            }
            return Stream.of(Finding.at(
                    form,
                    question,
                    (said.isEmpty()
                                    ? "does not say whether it lies in the past or ahead."
                                    : "says more than once whether it lies in the past or ahead ("
                                            + String.join(", ", said) + ").")
                            + " Give it one check: not-in-future for what has happened, not-in-past for what is planned,"
                            + " past-or-ahead where both can be; a time of day " + TIME_ON_DAY
                            + "<key of the day> or past-or-ahead."));
        });
    }

    /** With any other interval than one minute the browser rounds what was typed, without a word. */
    static Stream<Finding> roundedTime(Form form) {
        return questions(form)
                .filter(question -> !question.path("subtype").asText("datetime").equals("date"))
                .filter(question -> question.path("timeInterval").asInt() != 1
                        || !question.path("use24h").asBoolean())
                .map(question -> Finding.at(
                        form,
                        question,
                        "changes the time that was typed: 14:40 becomes 14:30, or 2:40 PM. Set its time interval to 1"
                                + " minute and tick 'Use 24h'."));
    }

    private static Stream<JsonNode> questions(Form form) {
        return form.components().stream()
                .filter(part -> part.path("type").asText().equals("datetime"));
    }
}

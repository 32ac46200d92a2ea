package uk.childpathways.modelling.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.testing.OurFiles;

@DisplayName("Over all forms")
class DaysOfFormsTest {

    /** What an event is called that is still to come. */
    private static final Pattern TO_COME = Pattern.compile(
            ".*-(planned-for|promised-for|agreed-for|review-due|expected-on|ends-on|extended-to|to-be-seen-by)");

    /** Words for what has happened. */
    private static final Pattern HAPPENED = Pattern.compile(
            "\\b(answered|asked|agreed|decided|done|ended|found|given|happened|held|made|met|missing since|read|received"
                    + "|returned|seen|sent|signed|spoken|taken|talked|told|visited)\\b",
            Pattern.CASE_INSENSITIVE);

    /** "To be seen by", "when it can be done", "they are told by": what somebody undertakes. */
    private static final Pattern UNDERTAKEN = Pattern.compile("(?i)\\b(to be|can be|will be|are told by)\\b");

    /** Held, introduced or back already, or planned: the question says so itself. */
    private static final Set<String> EITHER = Set.of("offer-family-group-decision-making.familyMeetingOn");

    private static Stream<JsonNode> questions(Form form) {
        return form.components().stream()
                .filter(part -> part.path("type").asText().equals("datetime"));
    }

    private static List<String> checks(JsonNode question) {
        return Model.words(Form.property(question, "check"));
    }

    private static List<String> where(java.util.function.Predicate<JsonNode> wrong) {
        return OurFiles.shipped().forms().stream()
                .flatMap(form -> questions(form)
                        .filter(wrong)
                        .map(question -> form.id() + "." + question.path("key").asText())
                        .filter(name -> !EITHER.contains(name)))
                .toList();
    }

    @Test
    @DisplayName("every question for a day or moment says whether it lies in the past or ahead (C2)")
    void sides() {
        assertThat(OurFiles.shipped().forms().stream().flatMap(DaysOfFormsTest::questions))
                .hasSizeGreaterThan(450);
        assertThat(OurFiles.shipped().forms().stream().flatMap(Days::sideless).map(Finding::sentence))
                .isEmpty();
    }

    @Test
    @DisplayName("what starts or meets a clock has happened, unless its name says that it is still to come (C2)")
    void events() {
        assertThat(where(question -> Model.words(Form.property(question, "event")).stream()
                                .anyMatch(event -> !TO_COME.matcher(event).matches())
                        && !checks(question).contains("not-in-future")))
                .isEmpty();
    }

    @Test
    @DisplayName("what is asked in words for something that has happened is not taken for tomorrow (C2)")
    void words() {
        assertThat(where(question -> HAPPENED.matcher(Form.label(question)).find()
                        && !UNDERTAKEN.matcher(Form.label(question)).find()
                        && checks(question).stream().noneMatch(check -> check.startsWith("not-in-future"))))
                .isEmpty();
    }

    @Test
    @DisplayName("a time of day stays as it was typed, to the minute and by 24 hours: 14:40 is not made 14:30 (A4)")
    void times() {
        assertThat(OurFiles.shipped().forms().stream()
                        .flatMap(DaysOfFormsTest::questions)
                        .filter(question -> !question.path("subtype").asText().equals("date")))
                .hasSizeGreaterThan(12);
        assertThat(OurFiles.shipped().forms().stream()
                        .flatMap(Days::roundedTime)
                        .map(Finding::sentence))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'subtype': 'date' | does not say whether it lies in the past or ahead",
                "'subtype': 'date', 'properties': {'check': 'not-before-birth'} | does not say whether",
                "'subtype': 'date', 'properties': {'check': 'not-in-past not-in-future'} | says more than once",
                "'subtype': 'time', 'timeInterval': 1, 'use24h': true | does not say whether",
                "'subtype': 'time', 'timeInterval': 15, 'use24h': true, 'properties': {'check': 'past-or-ahead'}"
                        + " | changes the time that was typed",
                "'subtype': 'datetime', 'timeInterval': 1, 'properties': {'check': 'not-in-future'}"
                        + " | changes the time that was typed",
            })
    @DisplayName("a form that forgets it is told")
    void forgotten(String part, String says) {
        String json = "{'id': 'forgets', 'components': [{'type': 'group', 'components': [{'key': 'on', 'dateLabel':"
                + " 'Held on', 'type': 'datetime', " + part + "}]}]}";
        Form form = Form.read(
                "forgets.form", new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertThat(Stream.concat(Days.sideless(form), Days.roundedTime(form)).map(Finding::sentence))
                .singleElement()
                .asString()
                .contains(says);
    }
}

package uk.childpathways.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import uk.childpathways.engine.deployment.CamundaFeel;

@DisplayName("The form check")
class FormCheckTest {

    private static final Instant NOW = Instant.parse("2026-04-10T08:00:00Z");

    private static final String FORM = """
            {"id": "discussion", "type": "default", "schemaVersion": 16, "components": [
              {"id": "Text_intro", "type": "text", "text": "### Hello {{child.name}}"},
              {"id": "Group_who", "type": "group", "label": "Who took part", "components": [
                {"id": "f1", "type": "datetime", "subtype": "date", "key": "heldOn", "dateLabel": "Date of the discussion",
                 "validate": {"required": true}, "properties": {"check": "never-on-a-friday", "event": "held", "clauses": "A-1 A-2"}},
                {"id": "f2", "type": "textarea", "key": "reasons", "label": "Reasons",
                 "validate": {"minLength": 5, "maxLength": 200000}, "properties": {"keep": "true"}},
                {"id": "f3", "type": "number", "key": "people", "label": "How many people", "decimalDigits": 0,
                 "validate": {"min": 1, "max": "=limit"}},
                {"id": "f4", "type": "checkbox", "key": "confirmed", "label": "I have read it", "validate": {"required": true}},
                {"id": "f5", "type": "select", "key": "worker", "label": "Worker", "valuesKey": "workersOptions"},
                {"id": "f6", "type": "checklist", "key": "harms", "label": "Kinds of harm",
                 "values": [{"value": "neglect", "label": "Neglect"}, {"value": "physical", "label": "Physical"}]},
                {"id": "f7", "type": "datetime", "subtype": "datetime", "key": "startsAt", "dateLabel": "Starts"},
                {"id": "f8", "type": "textfield", "key": "postcode", "label": "Postcode", "validate": {"pattern": "^[A-Z]+[0-9]"}},
                {"id": "f9", "type": "textfield", "key": "email", "label": "Email", "validate": {"validationType": "email"}}
              ]},
              {"id": "f10", "type": "radio", "key": "outcome", "label": "Outcome", "validate": {"required": true},
               "values": [{"value": "enquiry", "label": "Enquiry"}, {"value": "none", "label": "None"}]},
              {"id": "Group_plan", "type": "group", "label": "Plan", "conditional": {"hide": "=outcome = null or outcome = \\"none\\""},
               "components": [
                {"id": "f11", "type": "radio", "key": "alone", "label": "Seen alone?", "validate": {"required": true},
                 "values": [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]},
                {"id": "f12", "type": "textfield", "key": "whyNotAlone", "label": "Why not alone", "validate": {"required": true},
                 "conditional": {"hide": "=alone != \\"no\\""}}
               ]},
              {"id": "f13", "type": "textfield", "key": "midwife", "label": "Midwife", "validate": {"required": true},
               "conditional": {"hide": "=not(child.unborn = true)"}},
              {"id": "List_agencies", "type": "dynamiclist", "path": "agencies", "label": "Agencies", "properties": {"minRows": "2"},
               "components": [
                {"id": "f14", "type": "select", "key": "agency", "label": "Agency", "validate": {"required": true},
                 "values": [{"value": "police", "label": "Police"}, {"value": "health", "label": "Health"}]},
                {"id": "f15", "type": "textfield", "key": "who", "label": "Name and role", "validate": {"required": true}},
                {"id": "f16", "type": "textfield", "key": "badge", "label": "Badge number", "validate": {"required": true},
                 "conditional": {"hide": "=this.agency != \\"police\\""}}
               ]}
            ]}
            """;

    private final FormDefinition form = FormDefinition.parse(FORM);
    private final FormCheck check = new FormCheck(new CamundaFeel(), List.of(new NeverOnAFriday()));
    private final Map<String, Object> values = new HashMap<>(
            Map.of("limit", 20, "workersOptions", List.of(Map.of("label", "Ann (12 children)", "value", "sw.north"))));

    private static final class NeverOnAFriday implements AnswerCheck {
        @Override
        public String name() {
            return "never-on-a-friday";
        }

        @Override
        public String says() {
            return "Any day but a Friday.";
        }

        @Override
        public Optional<String> problem(Answer answer, String argument) {
            return answer.date().filter(d -> d.getDayOfWeek().getValue() == 5).map(d -> "cannot be a Friday");
        }
    }

    private Map<String, Object> fine() {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("heldOn", "2026-04-02");
        answers.put("confirmed", true);
        answers.put("outcome", "none");
        answers.put("agencies", rows(row("police", "PC Jones", "123"), row("health", "Nurse Lee", null)));
        return answers;
    }

    private static Map<String, Object> row(String agency, String who, String badge) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agency", agency);
        row.put("who", who);
        row.put("badge", badge);
        return row;
    }

    @SafeVarargs
    private static List<Map<String, Object>> rows(Map<String, Object>... rows) {
        return new ArrayList<>(List.of(rows));
    }

    private FormCheck.Checked check(Map<String, Object> answers) {
        return check.check(form, answers, CheckContext.of(values, NOW));
    }

    private String message(Map<String, Object> answers) {
        return FormProblem.message(check(answers).problems());
    }

    private String messageWith(String key, Object value) {
        Map<String, Object> answers = fine();
        answers.put(key, value);
        return message(answers);
    }

    @Test
    void lets_good_answers_pass() {
        assertThat(message(fine())).isEmpty();
    }

    @Test
    void a_day_with_a_space_around_it_is_kept_as_the_day() {
        Map<String, Object> answers = fine();
        answers.put("heldOn", " 2026-04-02\u2003");
        assertThat(message(answers)).isEmpty();
        assertThat(check(answers).answers()).containsEntry("heldOn", "2026-04-02");
        assertThat(answers).containsEntry("heldOn", " 2026-04-02\u2003");
    }

    @Nested
    @DisplayName("is it all there?")
    class Missing {

        @Test
        void every_missing_field_is_named_by_its_label_in_one_message() {
            assertThat(message(Map.of()))
                    .isEqualTo("'Date of the discussion' is missing. 'I have read it' must be ticked. "
                            + "'Outcome' is missing. 'Agencies' needs at least 2 rows.");
        }

        @Test
        void empty_text_and_blanks_count_as_missing() {
            assertThat(messageWith("heldOn", "")).isEqualTo("'Date of the discussion' is missing.");
            assertThat(messageWith("heldOn", "  ")).isEqualTo("'Date of the discussion' is missing.");
            assertThat(messageWith("heldOn", null)).isEqualTo("'Date of the discussion' is missing.");
        }

        @Test
        void an_unticked_box_that_must_be_ticked_is_refused() {
            assertThat(messageWith("confirmed", false)).isEqualTo("'I have read it' must be ticked.");
        }

        @Test
        void what_is_not_required_may_be_empty_and_leaves_no_answer() {
            Map<String, Object> answers = fine();
            answers.put("reasons", "");
            answers.put("harms", List.of());
            assertThat(check(answers).isFine()).isTrue();
            assertThat(check(answers).answers()).doesNotContainKeys("reasons", "harms");
        }
    }

    @Nested
    @DisplayName("is it of the right kind?")
    class Kind {

        @Test
        void a_date_must_be_a_real_day() {
            String asked = "'Date of the discussion' must be a date such as 02/04/2026.";
            for (Object wrong : List.of("02/04/2026", "2026-02-30", "2026-4-2", "soon", 5, "2026-04-02T10:00")) {
                assertThat(messageWith("heldOn", wrong)).as("%s", wrong).isEqualTo(asked);
            }
            assertThat(messageWith("heldOn", "2028-02-29")).isEmpty();
        }

        @Test
        void a_date_and_time_may_carry_an_offset() {
            assertThat(messageWith("startsAt", "2026-04-02T10:30+01:00")).isEmpty();
            assertThat(messageWith("startsAt", "2026-04-02T10:30")).isEmpty();
            assertThat(messageWith("startsAt", "2026-04-02T09:30Z")).isEmpty();
            assertThat(messageWith("startsAt", "2026-04-02"))
                    .isEqualTo("'Starts' must be a date and time such as 02/04/2026, 14:30.");
        }

        @Test
        void a_number_has_limits_and_decimals() {
            assertThat(messageWith("people", 3)).isEmpty();
            assertThat(messageWith("people", 3.0)).isEmpty();
            assertThat(messageWith("people", "3")).isEqualTo("'How many people' must be a number.");
            assertThat(messageWith("people", 2.5)).isEqualTo("'How many people' must be a whole number.");
            assertThat(messageWith("people", 0)).isEqualTo("'How many people' must be at least 1.");
            assertThat(messageWith("people", 21)).isEqualTo("'How many people' must be at most 20.");
        }

        @Test
        void text_has_length_and_pattern() {
            assertThat(messageWith("reasons", "abc")).isEqualTo("'Reasons' must have at least 5 characters.");
            assertThat(messageWith("reasons", 12345)).isEqualTo("'Reasons' must be text.");
            assertThat(messageWith("reasons", "x".repeat(100_000))).isEmpty();
            assertThat(messageWith("postcode", "9LE"))
                    .isEqualTo("'Postcode' is not written in the way that is asked for.");
            assertThat(messageWith("email", "ann")).isEqualTo("'Email' must be an email address.");
        }

        @Test
        void a_choice_must_be_among_those_offered() {
            assertThat(messageWith("outcome", "maybe"))
                    .startsWith("'Outcome' must be chosen from the answers offered.");
            assertThat(messageWith("harms", List.of("neglect", "physical"))).isEmpty();
            assertThat(messageWith("harms", List.of("neglect", "boredom")))
                    .isEqualTo("'Kinds of harm' must be chosen from the answers offered.");
            assertThat(messageWith("harms", "neglect")).isEqualTo("'Kinds of harm' must be a list of answers.");
        }

        @Test
        void a_choice_may_come_from_a_list_that_was_filled_in() {
            assertThat(messageWith("worker", "sw.north")).isEmpty();
            assertThat(messageWith("worker", "tm.south"))
                    .isEqualTo("'Worker' must be chosen from the answers offered.");
        }
    }

    @Nested
    @DisplayName("was it asked at all?")
    class Asked {

        @Test
        void a_hidden_field_is_not_required_and_its_answer_is_dropped() {
            Map<String, Object> answers = fine();
            answers.put("alone", "no");
            answers.put("whyNotAlone", "Not said");
            FormCheck.Checked checked = check(answers);
            assertThat(checked.isFine()).isTrue();
            assertThat(checked.answers()).doesNotContainKeys("alone", "whyNotAlone");
        }

        @Test
        void a_field_that_an_answer_brings_up_is_required() {
            assertThat(messageWith("outcome", "enquiry")).isEqualTo("'Seen alone?' is missing.");
            Map<String, Object> answers = fine();
            answers.put("outcome", "enquiry");
            answers.put("alone", "no");
            assertThat(message(answers)).isEqualTo("'Why not alone' is missing.");
        }

        @Test
        void a_condition_may_ask_what_is_known_of_the_child() {
            values.put("child", Map.of("unborn", true));
            assertThat(message(fine())).isEqualTo("'Midwife' is missing.");
            values.put("child", Map.of("unborn", false));
            assertThat(message(fine())).isEmpty();
        }

        @Test
        void a_name_that_the_form_does_not_have_is_refused() {
            assertThat(messageWith("approved", true)).isEqualTo("'approved' is not a field of this form.");
        }
    }

    @Nested
    @DisplayName("do the rows hold?")
    class Rows {

        @Test
        void each_problem_names_its_row() {
            assertThat(messageWith("agencies", rows(row("police", "PC Jones", "1"), row("health", "", null))))
                    .isEqualTo("Agencies, row 2: 'Name and role' is missing.");
            assertThat(messageWith("agencies", rows(row("police", "PC Jones", null), row("fire", "A", null))))
                    .isEqualTo("Agencies, row 1: 'Badge number' is missing. "
                            + "Agencies, row 2: 'Agency' must be chosen from the answers offered.");
        }

        @Test
        void empty_rows_do_not_count_and_do_not_stay() {
            assertThat(messageWith("agencies", rows(row("police", "PC Jones", "1"), new LinkedHashMap<>())))
                    .startsWith("'Agencies' needs at least 2 rows.");
        }

        @Test
        void a_name_that_the_row_does_not_have_is_refused() {
            Map<String, Object> odd = row("health", "Nurse Lee", null);
            odd.put("rank", "sister");
            assertThat(messageWith("agencies", rows(row("police", "PC Jones", "1"), odd)))
                    .isEqualTo("Agencies, row 2: 'rank' is not a field of this form.");
        }

        @Test
        void rows_must_be_rows() {
            assertThat(messageWith("agencies", "police")).isEqualTo("'Agencies' must be a list of rows.");
        }

        @Test
        void the_answer_of_a_hidden_field_in_a_row_is_dropped() {
            Map<String, Object> answers = fine();
            answers.put("agencies", rows(row("police", "PC Jones", "1"), row("health", "Nurse Lee", "2")));
            assertThat(check(answers).answers().get("agencies").toString()).doesNotContain("badge=2");
        }
    }

    @Nested
    @DisplayName("does the server's own check agree?")
    class CommonChecks {

        @Test
        void its_reason_is_told_with_the_label() {
            assertThat(messageWith("heldOn", "2026-04-03")).isEqualTo("'Date of the discussion' cannot be a Friday.");
        }

        @Test
        void a_check_that_nobody_knows_is_a_fault_of_the_form() {
            FormDefinition odd = FormDefinition.parse("""
                    {"id": "odd", "components": [{"id": "x", "type": "textfield", "key": "x", "label": "X",
                     "properties": {"check": "known-planet"}}]}""");
            assertThatThrownBy(() -> check.check(odd, Map.of("x", "y"), CheckContext.of(Map.of(), NOW)))
                    .hasMessageContaining("known-planet");
        }
    }

    @Test
    void the_form_knows_what_becomes_of_its_answers() {
        assertThat(form.clauses()).containsExactly("A-1", "A-2");
        assertThat(form.field("heldOn").orElseThrow().property("event")).contains("held");
        assertThat(form.topLevelAnswers().filter(FormField::isKept).map(FormField::key))
                .containsExactly("reasons");
    }
}

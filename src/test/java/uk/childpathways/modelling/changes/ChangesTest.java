package uk.childpathways.modelling.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.modelling.Table;

@DisplayName("What changed between two versions is said in words")
class ChangesTest {

    private static final Path CONFERENCE = Path.of("processes/s47-to-icpc/initial-conference.bpmn");
    private static final Path REPORT = Path.of("processes/s47-to-icpc/conference-report.bpmn");
    private static final Path HOLD_CONFERENCE = Path.of("forms/s47-to-icpc/hold-conference.form");
    private static final Path PLAN = Path.of("processes/child-protection-plan/timescales-child-protection-plan.dmn");
    private static final Path VISITS = Path.of("processes/shared/visit-frequency.dmn");

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String changed(Path file, UnaryOperator<String> change) {
        String now = change.apply(text(file));
        assertThat(now).as("the change was made").isNotEqualTo(text(file));
        return now;
    }

    private static List<String> flow(Path file, UnaryOperator<String> change) {
        return FlowChanges.between(
                        Model.read("before.bpmn", stream(text(file))),
                        Model.read("now.bpmn", stream(changed(file, change))))
                .stream()
                .map(Change::sentence)
                .toList();
    }

    private static List<String> table(Path file, UnaryOperator<String> change, List<Model> inForce) {
        return TableChanges.between(
                        Table.read("before.dmn", stream(text(file))),
                        Table.read("now.dmn", stream(changed(file, change))),
                        inForce)
                .stream()
                .map(Change::sentence)
                .toList();
    }

    private static List<String> form(UnaryOperator<String> change) {
        return FormChanges.between(
                        Form.read("before.form", stream(text(HOLD_CONFERENCE))),
                        Form.read("now.form", stream(changed(HOLD_CONFERENCE, change))))
                .stream()
                .map(Change::sentence)
                .toList();
    }

    private static String without(String model, String kind, String id) {
        int at = model.indexOf("<bpmn:" + kind + " id=\"" + id + "\"");
        String closing = "</bpmn:" + kind + ">";
        int opened = model.indexOf('>', at);
        int end = model.charAt(opened - 1) == '/' ? opened + 1 : model.indexOf(closing, at) + closing.length();
        return model.substring(0, at) + model.substring(end);
    }

    @Test
    @DisplayName("of a flow: a clock that is gone, with the ways that led on from it")
    void clockGone() {
        assertThat(flow(
                        CONFERENCE,
                        model -> without(
                                without(
                                        without(model, "boundaryEvent", "BoundaryEvent_IcpcRequested"),
                                        "endEvent",
                                        "EndEvent_IcpcRequestedBreached"),
                                "sequenceFlow",
                                "Flow_IcpcRequestedBreached")))
                .contains("The clock “1 working day from the decision” is gone.")
                .anyMatch(sentence ->
                        sentence.startsWith("No longer: from the clock “1 working day from the decision” on to"));
    }

    @Test
    @DisplayName("of a flow: a sign-off that is gone and the way that goes past it")
    void signOffGone() {
        assertThat(flow(
                        REPORT,
                        model -> without(
                                        without(model, "callActivity", "CallActivity_SignOffReport"),
                                        "sequenceFlow",
                                        "Flow_ReportSignedOff")
                                .replace(
                                        "targetRef=\"CallActivity_SignOffReport\"",
                                        "targetRef=\"CallActivity_ShareReportWithFamily\"")))
                .contains("The sign-off “Sign off report” is gone.")
                .anyMatch(sentence ->
                        sentence.contains("on to the step “Share report with family”, before: from the task"));
    }

    @Test
    @DisplayName("of a flow: whose task it is, its form, its standard, a condition and whether a clock ends its task")
    void details() {
        assertThat(flow(
                        CONFERENCE,
                        model -> model.replace(
                                "camunda:formRef=\"prepare-child\"", "camunda:formRef=\"prepare-adult\"")))
                .containsExactly("The task “Prepare child” now asks the form “prepare-adult”, before “prepare-child”.");
        assertThat(flow(CONFERENCE, model -> model.replace("&#39;cp-chair&#39;", "&#39;iro&#39;")))
                .isNotEmpty()
                .allMatch(sentence -> sentence.contains("iro") && sentence.contains("cp"));
        assertThat(flow(
                        CONFERENCE,
                        model -> model.replace("conferenceOutcome == 'adjourned'", "conferenceOutcome == 'late'")))
                .singleElement()
                .asString()
                .contains(" when ${conferenceOutcome == 'late'}, before when ${conferenceOutcome == 'adjourned'}.");
        assertThat(flow(
                        CONFERENCE,
                        model -> model.replace(
                                "name=\"1 working day from the decision\" cancelActivity=\"false\"",
                                "name=\"1 working day from the decision\"")))
                .containsExactly("The clock “1 working day from the decision” now ends what it hangs on.");
        assertThat(flow(
                        CONFERENCE,
                        model -> model.replaceFirst(
                                "name=\"standard\" value=\"icpc-requested\"", "name=\"standard\" value=\"icpc-held\"")))
                .anyMatch(
                        sentence -> sentence.endsWith("now keeps the standard “icpc-held”, before “icpc-requested”."));
    }

    @Test
    @DisplayName("of a flow: a setting for which there is no word is named, and a line that was moved is nothing")
    void settings() {
        assertThat(flow(
                        CONFERENCE,
                        model -> model.replaceFirst(
                                "<bpmn:userTask id=\"Task_PrepareChild\"",
                                "<bpmn:userTask id=\"Task_PrepareChild\" camunda:priority=\"80\"")))
                .containsExactly("The task “Prepare child” has other settings (priority).");
        assertThat(flow(CONFERENCE, model -> model.replaceFirst("<dc:Bounds x=\"\\d+\"", "<dc:Bounds x=\"17\"")))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "of a table of timescales: what is due when, how many labels still say the old time, who answers now, a"
                    + " row that is gone")
    void timescales() {
        List<Model> ours = Shipped.in(Path.of("")).models();
        assertThat(table(
                        PLAN,
                        table -> table.replaceFirst(
                                "(?s)(?<=id=\"Rule_FirstCoreGroupHeld_FromIcpcHeld_Amount\">.{0,40}<text>)10(?=</text>)",
                                "8"),
                        ours))
                .singleElement()
                .asString()
                .startsWith("The first core group is now due 8 working days from the initial conference, before 10. ")
                .containsPattern("(One label still says|\\d+ labels still say) 10 working days, in “");
        assertThat(table(
                        PLAN,
                        table -> table.replaceFirst(
                                "(?s)(?<=id=\"Rule_FirstCoreGroupHeld_FromIcpcHeld_EscalateTo\">.{0,40}<text>)(?=</text>)",
                                "\"head-of-service\""),
                        ours))
                .containsExactly(
                        "“The first core group is held”: Who must answer is now \"head-of-service\", before empty.");
        assertThat(table(
                        PLAN,
                        table -> table.replaceFirst(
                                "(?s)<rule id=\"Rule_FirstCoreGroupHeld_FromIcpcHeld\">.*?</rule>", ""),
                        ours))
                .containsExactly(
                        "No longer: “The first core group is held”, due 10 working days from the initial conference.");
    }

    @Test
    @DisplayName("of another table: the row, the column, what it says now and said before")
    void otherTable() {
        assertThat(table(
                        VISITS,
                        table -> table.replaceFirst("(?s)(<outputEntry [^>]*>\\s*<text>)\"", "$1\"x-"),
                        List.of()))
                .singleElement()
                .asString()
                .matches("Row 1: .+ is now \"x-.+\", before \".+\"\\.");
    }

    @Test
    @DisplayName("of a form: an option more, an option less, a question asked otherwise, required, hidden")
    void form() {
        assertThat(form(form -> form.replace("\"value\": \"adjourned\"", "\"value\": \"put-off\"")))
                .containsExactly(
                        "The question “Decision for this child” keeps “Adjourned to a new date” now as 'put-off', before as"
                                + " 'adjourned'.",
                        "The question “Decision” keeps “Adjourned” now as 'put-off', before as 'adjourned'.");
        assertThat(form(form -> form.replaceFirst(
                        "\"values\": \\[", "\"values\": [{\"value\": \"put-off\", \"label\": \"Put off\"},")))
                .containsExactly("The question “Decision for this child” now offers “Put off”.");
        assertThat(form(form ->
                        form.replace("\"label\": \"Decision for this child\"", "\"label\": \"What was decided\"")))
                .containsExactly("The question “Decision for this child” is now asked as “What was decided”.");
        assertThat(form(form -> form.replaceFirst("\"required\": true", "\"required\": false")))
                .singleElement()
                .asString()
                .endsWith("no longer has to be answered.");
        assertThat(form(form -> form.replaceFirst("\"hide\": \"=", "\"hide\": \"=true or ")))
                .singleElement()
                .asString()
                .contains("is now hidden when =true or ");
        assertThat(form(form -> form.replace("Record the conference for this child:", "Record for this child:")))
                .containsExactly("The words “Hold conference” go on otherwise than before.");
    }
}

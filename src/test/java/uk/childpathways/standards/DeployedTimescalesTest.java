package uk.childpathways.standards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.calendar.England;
import uk.childpathways.testing.PathwaysTest;

/** On the shipped table, as the engine has deployed it. */
@PathwaysTest
class DeployedTimescalesTest {

    @Autowired
    Standards standards;

    @Autowired
    DueDateCalculator calculator;

    private static final Instant ASKED = at("2026-04-08T09:00");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(England.ZONE).toInstant();
    }

    private static Function<String, Optional<ClockStart>> happened(Object... namesAndDates) {
        Map<String, ClockStart> starts = new java.util.HashMap<>();
        for (int i = 0; i < namesAndDates.length; i += 2) {
            String when = (String) namesAndDates[i + 1];
            starts.put(
                    (String) namesAndDates[i],
                    when.contains("T") ? ClockStart.at(at(when)) : ClockStart.on(LocalDate.parse(when)));
        }
        return event -> Optional.ofNullable(starts.get(event));
    }

    private DueDate calculate(String standard, Object... happened) {
        return calculator.calculate(standard, "generic", ASKED, happened(happened));
    }

    @Nested
    @DisplayName("When must it have happened?")
    class When {

        @Test
        @DisplayName("STAT-S47-03: the conference within 15 working days of the strategy discussion, said in words")
        void theConference() {
            DueDate conference = calculate("icpc-held", "strategy-discussion-held", "2026-04-02T10:00");

            assertThat(conference.due()).isEqualTo(at("2026-04-27T23:59:59"));
            assertThat(conference.explanation().text())
                    .isEqualTo("15 working days from the strategy discussion on Thursday 2 April 2026;"
                            + " Good Friday 3 and Easter Monday 6 April not counted;"
                            + " due Monday 27 April; Working Together, STAT-S47-03");
        }

        @ParameterizedTest(name = "{0}: {1}, when {2} on {3}, by {4}")
        @CsvSource({
            "STAT-S47-01, response-decided, concern-received, 2026-04-02, 2026-04-07T23:59:59",
            "STAT-S47-02, strategy-discussion-held, strategy-discussion-decided, 2026-04-02T16:30, 2026-04-03T16:30",
            "STAT-S47-02, second-strategy-discussion-held, second-strategy-discussion-decided, 2026-03-28T16:30,"
                    + " 2026-03-29T17:30",
            "RUT-S47-03a, enquiry-endorsed, strategy-discussion-held, 2026-04-02T10:00, 2026-04-07T23:59:59",
            "RUT-S47-13a, agency-checks-made, enquiry-endorsed, 2026-04-02T17:00, 2026-04-09T23:59:59",
            "RUT-S47-12a, history-read, enquiry-endorsed, 2026-04-02T17:00, 2026-04-09T23:59:59",
            "STAT-S47-07, lado-consulted, position-of-trust-identified, 2026-04-10, 2026-04-13T23:59:59",
            "RUT-S47-15a, s47-outcome-written, strategy-discussion-held, 2026-04-02T10:00, 2026-04-20T23:59:59",
            "RUT-S47-15c, s47-outcome-signed-off, document-submitted, 2026-04-17T17:30, 2026-04-20T23:59:59",
            "SWI-PG1-06d, document-signed-off, document-submitted, 2026-04-17T17:30, 2026-04-21T23:59:59",
            "STAT-S47-08, icpc-requested, icpc-decided, 2026-04-20T11:00, 2026-04-21T23:59:59",
            "STAT-S47-05, police-protection-ended, police-protection-taken, 2026-03-27T22:00, 2026-03-30T23:00",
            "STAT-S47-06, epo-ended, epo-made, 2026-04-01, 2026-04-09T23:59:59",
            "STAT-S47-06, epo-extended-ended, epo-made, 2026-04-01, 2026-04-16T23:59:59",
            "STAT-S47-04, assessment-concluded, referral-received, 2026-04-02, 2026-06-10T23:59:59",
            "STAT-CP-04, transfer-in-conference-held, transfer-notified, 2026-04-02, 2026-04-27T23:59:59",
            "SWI-OVR-02a, case-allocated, allocation-asked, 2026-04-02T10:00, 2026-04-07T23:59:59",
            "SWI-COM-02a, contact-details-given, case-allocated, 2026-04-02T10:00, 2026-04-08T23:59:59",
            "SWI-COM-03, family-told-of-change, case-allocated, 2026-04-02T10:00, 2026-04-08T23:59:59",
            "SWI-PRO-06, s47-outcome-shared, s47-outcome-signed-off, 2026-04-02T10:00, 2026-04-13T23:59:59",
            "SWI-PRO-06, document-shared, document-signed-off, 2026-04-02T10:00, 2026-04-13T23:59:59",
            "SWI-PRO-04, professionals-advised-of-event, significant-event-happened, 2026-04-02, 2026-04-08T23:59:59",
            "SWI-FIL-04b, summary-updated-after-change, significant-event-happened, 2026-04-02, 2026-04-13T23:59:59",
            "RUT-MGT-05a, manager-responded-to-risk, significant-event-reported, 2026-04-02T10:00, 2026-04-07T23:59:59",
            "NEW-GEN-02b, breach-answered, standard-breached, 2026-04-28T00:00, 2026-04-30T23:59:59",
            "NEW-GEN-02b, breach-answered-by-head-of-service, standard-breached, 2026-04-28T00:00, 2026-05-05T23:59:59",
            "SWI-PG1-02b, agreed-action-done, agreed-action-due, 2026-04-10, 2026-04-10T23:59:59"
        })
        void dueToTheDay(String clause, String standard, String event, String from, String due) {
            DueDate dueDate = calculate(standard, event, from);

            assertThat(dueDate.due()).isEqualTo(at(due));
            assertThat(dueDate.timescale().clauses()).contains(clause);
            assertThat(dueDate.startRecorded()).isTrue();
        }

        @Test
        void anUnknownStandardIsRefusedByName() {
            assertThatThrownBy(() -> calculate("icpc-helt"))
                    .isInstanceOf(UnknownStandardException.class)
                    .hasMessageContaining("icpc-helt");
        }
    }

    @Nested
    @DisplayName("Which row holds when several do?")
    class Several {

        @Test
        @DisplayName("RUT-S47-05: the strategy discussion's date for seeing the child wins over the default")
        void theDateOfTheStrategyDiscussion() {
            assertThat(calculate(
                                    "child-seen-in-enquiry",
                                    "enquiry-endorsed",
                                    "2026-04-08T09:00",
                                    "child-to-be-seen-by",
                                    "2026-04-13")
                            .due())
                    .isEqualTo(at("2026-04-13T23:59:59"));
        }

        @Test
        @DisplayName("RUT-S47-05: without such a date the child is seen within 1 working day")
        void theDefaultFillsTheGap() {
            assertThat(calculate("child-seen-in-enquiry", "enquiry-endorsed", "2026-04-08T09:00")
                            .due())
                    .isEqualTo(at("2026-04-09T23:59:59"));
        }

        @Test
        @DisplayName("STAT-S47-06: of the 8 days and the court's own date the earlier holds")
        void theShorterWins() {
            assertThat(calculate("epo-ended", "epo-made", "2026-04-01", "epo-ends-on", "2026-04-06")
                            .due())
                    .isEqualTo(at("2026-04-06T23:59:59"));
            assertThat(calculate("epo-ended", "epo-made", "2026-04-01", "epo-ends-on", "2026-04-20")
                            .due())
                    .isEqualTo(at("2026-04-09T23:59:59"));
        }

        @Test
        @DisplayName("SWI-PRO-06: the report counts back from the conference once its date is known")
        void countsBackFromTheConference() {
            assertThat(calculate("conference-report-shared", "strategy-discussion-held", "2026-04-02T10:00")
                            .due())
                    .isEqualTo(at("2026-04-23T23:59:59"));
            assertThat(calculate(
                                    "conference-report-shared",
                                    "strategy-discussion-held",
                                    "2026-04-02T10:00",
                                    "icpc-planned-for",
                                    "2026-04-24T09:30")
                            .due())
                    .isEqualTo(at("2026-04-22T23:59:59"));
        }

        @Test
        @DisplayName("a council's profile: Rutland's 40 days for the assessment, 45 elsewhere")
        void theProfile() {
            assertThat(calculator
                            .calculate(
                                    "assessment-concluded",
                                    "rutland",
                                    ASKED,
                                    happened("referral-received", "2026-04-02"))
                            .due())
                    .isEqualTo(at("2026-06-03T23:59:59"));
            assertThat(standards
                            .timescaleFor("assessment-concluded", "swindon")
                            .limit()
                            .amount())
                    .isEqualTo(45);
        }
    }

    @Nested
    @DisplayName("What if the event is not on record yet?")
    class NotYet {

        @Test
        void theBeginningOfTheStepStandsInAndTheExplanationSaysSo() {
            DueDate checks = calculate("agency-checks-made");

            assertThat(checks.startRecorded()).isFalse();
            assertThat(checks.due()).isEqualTo(at("2026-04-13T23:59:59"));
            assertThat(checks.explanation().text())
                    .isEqualTo(
                            "3 working days from the beginning of this step on Wednesday 8 April 2026; due Monday 13 April; Local default, RUT-S47-13a");
        }

        @Test
        void aDateThatNobodyHasSetStandsForTheDayItself() {
            assertThat(calculate("agreed-action-done").explanation().text())
                    .isEqualTo("The date agreed for the action is not on record yet; until it is, the day on which this"
                            + " step began counts; due Wednesday 8 April 2026; Swindon 2023, SWI-PG1-02b");
        }
    }

    @Nested
    @DisplayName("How is it said?")
    class Words {

        @Test
        void hoursNameTheTimeOfDay() {
            assertThat(calculate("strategy-discussion-held", "strategy-discussion-decided", "2026-04-02T16:30")
                            .explanation()
                            .text())
                    .isEqualTo(
                            "24 hours from the decision to hold a strategy discussion on Thursday 2 April 2026 at 16:30;"
                                    + " due Friday 3 April at 16:30; Local default, STAT-S47-02");
        }

        @Test
        void holidaysOverTheTurnOfTheYear() {
            assertThat(calculate("icpc-held", "strategy-discussion-held", "2026-12-17")
                            .explanation()
                            .text())
                    .isEqualTo("15 working days from the strategy discussion on Thursday 17 December 2026;"
                            + " Christmas Day 25, Boxing Day 28 December and New Year's Day 1 January not counted;"
                            + " due Tuesday 12 January 2027; Working Together, STAT-S47-03");
        }

        @Test
        void theSameAsData() {
            Explanation.Data data = calculate("icpc-held", "strategy-discussion-held", "2026-04-02T10:00")
                    .explanation()
                    .data();

            assertThat(data.from()).hasToString("2026-04-02T10:00+01:00");
            assertThat(data.due()).hasToString("2026-04-27T23:59:59+01:00");
            assertThat(data.amount()).isEqualTo(15);
            assertThat(data.notCounted().stream().filter(Explanation.Skipped::bankHoliday))
                    .extracting(Explanation.Skipped::why)
                    .containsExactly("Good Friday", "Easter Monday");
            assertThat(data.clauses()).containsExactly("STAT-S47-03");
        }
    }
}

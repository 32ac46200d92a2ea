package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.calendar.WorkingDays;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.vocabulary.contract.ValueKind;

/** What the law allows only when some time has passed. */
@Configuration(proxyBeanMethods = false)
class EarliestDateChecks {

    private static final Pattern ARGUMENT =
            Pattern.compile("(?:([1-9]\\d*)-([a-z-]+)-after:)?(answer:)?([A-Za-z0-9-]+)");

    /**
     * {@code not-sooner:10-weeks-after:child-placed-for-adoption}: not before so much time has passed since that event;
     * {@code not-sooner:10-weeks-after:answer:homeSince}: since the day given in that field of the same form; {@code
     * not-sooner:answer:bookCompletedOn}: not before that day itself. Without such a day the check accepts the answer: other
     * checks ask for the day.
     */
    @Bean
    AnswerCheck notSooner(JourneyEvents events, WorkingDays workingDays) {
        return new AnswerCheck() {
            @Override
            public String name() {
                return "not-sooner";
            }

            @Override
            public String says() {
                return "Not before so much time has passed since an event,"
                        + " `not-sooner:10-weeks-after:child-placed-for-adoption`, or since a day of the same form,"
                        + " `not-sooner:10-weeks-after:answer:homeSince`; `not-sooner:answer:bookCompletedOn`: not before"
                        + " that day itself. No event, no check.";
            }

            @Override
            public ValueKind takes() {
                return ValueKind.TEXT;
            }

            @Override
            public Optional<String> problem(Answer answer, String argument) {
                Matcher said = ARGUMENT.matcher(argument);
                if (!said.matches()
                        || (said.group(2) != null && Unit.of(said.group(2)).isEmpty())) {
                    throw new IllegalStateException("The check 'not-sooner:" + argument
                            + "' is not written as 'not-sooner:10-weeks-after:some-event'.");
                }
                Optional<LocalDate> from =
                        said.group(3) == null ? event(answer, said.group(4)) : given(answer, said.group(4));
                return said.group(1) == null
                        ? from.flatMap(day -> before(day, answer).map(d -> "cannot be before " + d))
                        : from.flatMap(day -> tooSoon(answer, day, limit(said)));
            }

            private Optional<String> tooSoon(Answer answer, LocalDate from, TimeLimit limit) {
                LocalDate earliest =
                        limit.from(England.startOf(from), workingDays).day();
                return before(earliest, answer)
                        .map(d -> "cannot be before " + d + ": " + limit.words() + " must have passed since "
                                + Days.SHORT.day(from));
            }

            private Optional<LocalDate> event(Answer answer, String name) {
                return answer.context().journeyId() == null
                        ? Optional.empty()
                        : events.latestKnown(answer.context().journeyId(), name)
                                .map(event -> England.dayOf(event.occurredAt()));
            }
        };
    }

    private static TimeLimit limit(Matcher said) {
        return TimeLimit.after(
                Integer.parseInt(said.group(1)), Unit.of(said.group(2)).orElseThrow());
    }

    /** The day in words, where the answer lies before it. */
    private static Optional<String> before(LocalDate earliest, Answer answer) {
        return answer.date().filter(day -> day.isBefore(earliest)).map(day -> Days.SHORT.day(earliest));
    }

    private static Optional<LocalDate> given(Answer answer, String key) {
        return answer.beside(key).date();
    }
}

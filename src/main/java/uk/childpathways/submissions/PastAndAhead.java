package uk.childpathways.submissions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * On which side of now a day or moment lies. Every question for one says it: what has happened lies behind, what is
 * planned lies ahead, and a few may lie on either side.
 */
@Configuration(proxyBeanMethods = false)
public class PastAndAhead {

    /** What has happened cannot be in the future: it would start a clock too late. */
    @Bean
    AnswerCheck notInFuture() {
        return new NamedCheck(
                "not-in-future",
                "The day is today or earlier, a moment now or earlier: what has happened cannot lie ahead.",
                (answer, none) -> answer.date().isPresent()
                                && answer.date().get().isAfter(answer.context().today())
                        ? Optional.of("cannot be in the future")
                        : answer.moment().flatMap(moment -> ahead(moment, answer)));
    }

    /** {@code not-in-future-on:discussionHeldOn}, on a time of day: that time on the day given there has come. */
    @Bean
    AnswerCheck notInFutureOn() {
        return new NamedCheck(
                "not-in-future-on",
                "On a time of day: on the day given in that field of the same form, it is now or earlier.",
                ValueKind.FIELD,
                (answer, key) -> answer.beside(key)
                        .date()
                        .flatMap(day -> at(day, answer.text()))
                        .flatMap(moment -> ahead(moment, answer)));
    }

    private static Optional<String> ahead(Instant moment, Answer answer) {
        Instant now = answer.context().now();
        return moment.isAfter(now)
                ? Optional.of("cannot be in the future: it is "
                        + England.at(now).toLocalTime().truncatedTo(ChronoUnit.MINUTES) + " now")
                : Optional.empty();
    }

    private static Optional<Instant> at(LocalDate day, String time) {
        try {
            return Optional.of(day.atTime(LocalTime.parse(time.substring(0, Math.min(time.length(), 5))))
                    .atZone(England.ZONE)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What is planned cannot be in the past. */
    @Bean
    AnswerCheck notInPast() {
        return new NamedCheck(
                "not-in-past",
                "The day is today or later: what is planned cannot lie behind.",
                (answer, none) -> answer.date()
                        .filter(d -> d.isBefore(answer.context().today()))
                        .map(d -> "cannot be in the past"));
    }

    /** Refuses nothing: it says that somebody thought of it. */
    @Bean
    AnswerCheck pastOrAhead() {
        return new NamedCheck(
                "past-or-ahead",
                "The day or moment may lie behind or ahead, for example when something planned is recorded late."
                        + " Refuses nothing.",
                (answer, none) -> Optional.empty());
    }

    /** {@code not-before-answer:becameLookedAfterOn}: not before the day given in that field of the same form. */
    @Bean
    AnswerCheck notBeforeAnswer() {
        return new NamedCheck(
                "not-before-answer",
                "Not before the day given in that field of the same form.",
                ValueKind.FIELD,
                (answer, key) -> answer.beside(key)
                        .date()
                        .filter(earliest -> answer.date()
                                .filter(given -> given.isBefore(earliest))
                                .isPresent())
                        .map(earliest -> "cannot be before " + Days.SHORT.day(earliest) + ", the date given above"));
    }

    /** {@code after-answer:awayFrom}: later than the day given in that field of the same form. */
    @Bean
    AnswerCheck afterAnswer() {
        return new NamedCheck(
                "after-answer",
                "Later than the day given in that field of the same form.",
                ValueKind.FIELD,
                (answer, key) -> answer.beside(key)
                        .date()
                        .filter(earlier -> answer.date()
                                .filter(given -> !given.isAfter(earlier))
                                .isPresent())
                        .map(earlier -> "must be after " + Days.SHORT.day(earlier) + ", the day given above"));
    }
}

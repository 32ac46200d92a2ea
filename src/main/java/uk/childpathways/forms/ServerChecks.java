package uk.childpathways.forms;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;

/** The checks which forms of any journey may name. */
@Configuration(proxyBeanMethods = false)
class ServerChecks {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private record Named(String name, BiFunction<Answer, String, Optional<String>> check) implements AnswerCheck {
        @Override
        public Optional<String> problem(Answer answer, String argument) {
            return check.apply(answer, argument);
        }
    }

    private static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }

    /** What has happened cannot lie ahead: a clock must not be set forward by it. */
    @Bean
    AnswerCheck notInFuture() {
        return new Named(
                "not-in-future",
                (answer, none) -> answer.date()
                        .filter(d -> d.isAfter(answer.context().today()))
                        .map(d -> "cannot be in the future"));
    }

    /** What is planned cannot lie behind. */
    @Bean
    AnswerCheck notInPast() {
        return new Named(
                "not-in-past",
                (answer, none) -> answer.date()
                        .filter(d -> d.isBefore(answer.context().today()))
                        .map(d -> "cannot be in the past"));
    }

    @Bean
    AnswerCheck notBeforeBirth(Children children) {
        return new Named(
                "not-before-birth",
                (answer, none) -> children.find(answer.context().childRef())
                        .map(Child::dateOfBirth)
                        .filter(born ->
                                answer.date().filter(d -> d.isBefore(born)).isPresent())
                        .map(born -> "cannot be before the child was born, on " + born.format(DAY)));
    }

    /**
     * {@code not-before:strategy-discussion-held}: not before the latest such event of this journey, or of the one that
     * handed over to it.
     */
    @Bean
    AnswerCheck notBefore(JourneyEvents events) {
        return new Named("not-before", (answer, event) -> {
            UUID journeyId = answer.context().journeyId();
            if (journeyId == null) {
                return Optional.empty();
            }
            Optional<LocalDate> day =
                    events.latestKnown(journeyId, event).map(e -> LocalDate.ofInstant(e.occurredAt(), ENGLAND));
            return day.filter(d ->
                            answer.date().filter(given -> given.isBefore(d)).isPresent())
                    .map(d -> "cannot be before " + d.format(DAY) + ", the date of '" + event.replace('-', ' ') + "'");
        });
    }

    /** {@code agencies-answered:police,health}: each of these stands in one of the rows. */
    @Bean
    AnswerCheck agenciesAnswered() {
        return new Named("agencies-answered", (answer, agencies) -> {
            List<String> unanswered = Arrays.stream(agencies.split(","))
                    .map(String::trim)
                    .filter(agency -> answer.rows().stream()
                            .noneMatch(row -> row.values().stream().anyMatch(agency::equals)))
                    .map(agency -> agency.replace('-', ' '))
                    .toList();
            return when(!unanswered.isEmpty(), "must say what part these took: " + String.join(", ", unanswered));
        });
    }

    @Bean
    AnswerCheck knownChild(Children children) {
        return new Named(
                "known-child",
                (answer, none) ->
                        when(children.find(answer.text().strip()).isEmpty(), "must be the reference of a known child"));
    }

    @Bean
    AnswerCheck knownWorker(Directory directory) {
        return new Named(
                "known-worker",
                (answer, none) -> when(
                        directory.person(answer.text()).filter(Person::active).isEmpty(),
                        "must be somebody who works here"));
    }

    /** Who leads a section 47 enquiry (RUT-S47-06). */
    @Bean
    AnswerCheck qualifiedSocialWorker(Directory directory) {
        return new Named(
                "qualified-social-worker",
                (answer, none) -> when(
                        directory
                                .person(answer.text())
                                .filter(Person::active)
                                .filter(Person::suitablyQualified)
                                .isEmpty(),
                        "must be a suitably qualified and experienced social worker"));
    }

    /** A brother or sister whose own journey stands at the same step, so that it can be recorded jointly. */
    @Bean
    AnswerCheck siblingWithSameStep(Children children, Questions questions) {
        return new Named("sibling-with-same-step", (answer, none) -> {
            CheckContext context = answer.context();
            String ref = answer.text();
            if (context.childRef() == null
                    || children.siblingsOf(context.childRef()).stream()
                            .noneMatch(s -> s.ref().equals(ref))) {
                return Optional.of("must be a brother or sister of the child");
            }
            return when(
                    questions
                            .openTask(ref, context.processKey(), context.elementId())
                            .isEmpty(),
                    "names a child (" + ref + ") whose own journey does not stand at this step: open it first and"
                            + " bring it here, or take the child off this list and record for it on its own");
        });
    }
}

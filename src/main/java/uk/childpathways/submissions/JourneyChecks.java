package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.vocabulary.contract.ValueKind;

/** Checks of answers that point to a journey and to what happened in it, as forms of the start list ask for them. */
@Configuration(proxyBeanMethods = false)
class JourneyChecks {

    /** {@code journey-of:child-in-care}: the chosen journey is one of this kind. */
    @Bean
    AnswerCheck journeyOf(Journeys journeys, JourneyNames names) {
        return new NamedCheck(
                "journey-of",
                "The journey chosen is one of this kind.",
                ValueKind.JOURNEY,
                (answer, kind) -> id(answer.value())
                                .flatMap(journeys::find)
                                .map(Journey::key)
                                .filter(kind::equals)
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("must be a journey of this kind: " + names.of(kind)));
    }

    /** {@code agencies-of:hold-strategy-discussion}: every agency that the latest such form of the journey named has its row. */
    @Bean
    AnswerCheck agenciesOf(Chronology chronology) {
        return new NamedCheck(
                "agencies-of",
                "Every agency that the latest such form of this journey named has its row, answered or not.",
                ValueKind.FORM,
                (answer, form) -> {
                    Set<String> asked = agenciesIn(answer.rows());
                    List<String> missing = Optional.ofNullable(answer.context().journeyId())
                            .flatMap(journey -> chronology.latest(journey, form))
                            .map(entry -> entry.answers().get("agencies"))
                            .filter(List.class::isInstance)
                            .map(rows -> agenciesIn((List<?>) rows))
                            .orElse(Set.of())
                            .stream()
                            .filter(agency -> !agency.equals("children-services") && !asked.contains(agency))
                            .map(agency -> agency.replace('-', ' '))
                            .toList();
                    return missing.isEmpty()
                            ? Optional.empty()
                            : Optional.of("has no row for " + String.join(", ", missing)
                                    + ", named in the strategy discussion: say what they answered, or when they are"
                                    + " chased");
                });
    }

    private static Set<String> agenciesIn(List<?> rows) {
        Set<String> agencies = new TreeSet<>();
        for (Object row : rows) {
            if (row instanceof Map<?, ?> fields && fields.get("agency") != null) {
                agencies.add(fields.get("agency").toString());
            }
        }
        return agencies;
    }

    /**
     * {@code date-of:care-review-held}: the day of such an event on the record of this journey, or of the one that the
     * same form names.
     */
    @Bean
    AnswerCheck dateOf(JourneyEvents events) {
        return new NamedCheck(
                "date-of",
                "A day on which that event is on the record of this journey, or of the one that the form names.",
                ValueKind.EVENT,
                (answer, event) -> {
                    String words = event.replace('-', ' ');
                    List<LocalDate> days =
                            journey(answer).map(id -> days(events, id, event)).orElse(List.of());
                    if (days.isEmpty()) {
                        return Optional.of("names a day, but no '" + words + "' is on this journey's record");
                    }
                    return answer.date().filter(days::contains).isPresent()
                            ? Optional.empty()
                            : Optional.of("must be the day of a '" + words + "' on this journey's record: "
                                    + days.stream().map(Days.SHORT::day).collect(Collectors.joining(", ")));
                });
    }

    /** The legal status is read, never set, where it is not the guarded way that asks (RUT-CIC-21). */
    @Bean
    AnswerCheck legalStatusOnRecord(LegalStatus legalStatus) {
        return new NamedCheck(
                "legal-status-on-record",
                "The legal status that is on this journey's record: it changes only by a change of care plan.",
                (answer, none) -> Optional.ofNullable(answer.context().journeyId())
                        .flatMap(legalStatus::in)
                        .filter(status -> !status.equals(answer.text()))
                        .map(status -> "is not the one on record (" + status.replace('-', ' ')
                                + "). It changes only by 'Change of care plan' on the start list: a review considers it"
                                + " first"));
    }

    private static List<LocalDate> days(JourneyEvents events, UUID journeyId, String name) {
        return events.of(journeyId).stream()
                .filter(event -> event.name().equals(name))
                .map(event -> LocalDate.ofInstant(event.occurredAt(), England.ZONE))
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<UUID> journey(Answer answer) {
        UUID own = answer.context().journeyId();
        return own != null ? Optional.of(own) : id(answer.row().get("journeyId"));
    }

    private static Optional<UUID> id(Object value) {
        try {
            return value == null ? Optional.empty() : Optional.of(UUID.fromString(value.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package uk.childpathways.submissions;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.forms.FormField;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Team;

/** A recorded answer as people read it: days, choices by their label, a person, team or journey by name. */
@Component
class AnswerFormatter {

    private final Directory directory;
    private final Journeys journeys;
    private final JourneyNames names;

    AnswerFormatter(Directory directory, Journeys journeys, JourneyNames names) {
        this.directory = directory;
        this.journeys = journeys;
        this.names = names;
    }

    /** Empty where the choice is kept as an id that means nothing to people. */
    Optional<String> of(FormField field, Object answer) {
        if (answer instanceof Boolean yes) {
            return Optional.of(yes ? "Yes" : "No");
        }
        if (answer instanceof Collection<?> several) {
            return Optional.of(several.stream()
                    .flatMap(each -> chosen(field, String.valueOf(each)).stream())
                    .collect(Collectors.joining(", ")));
        }
        String text = String.valueOf(answer);
        if ("datetime".equals(field.type())) {
            return Optional.of(date(text));
        }
        return field.isOneOf() ? chosen(field, text) : Optional.of(text);
    }

    private Optional<String> chosen(FormField field, String value) {
        String label = field.labels() == null ? null : field.labels().get(value);
        if (label != null) {
            return Optional.of(label);
        }
        return field.optionsFrom() == null
                ? Optional.of(value)
                : named(value).or(() -> id(value).isPresent() ? Optional.empty() : Optional.of(value));
    }

    private Optional<String> named(String value) {
        return directory
                .person(value)
                .map(Person::name)
                .or(() -> directory.teamById(value).map(Team::name))
                .or(() -> id(value)
                        .flatMap(journeys::find)
                        .map(journey -> journey.childRef() + ", " + names.of(journey.key())));
    }

    private static Optional<UUID> id(String value) {
        try {
            return Optional.of(UUID.fromString(value));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static String date(String text) {
        try {
            if (text.length() <= 10) {
                return Days.SHORT.day(LocalDate.parse(text));
            }
            TemporalAccessor moment =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return Days.SHORT.moment(
                    moment instanceof ZonedDateTime zoned ? zoned.withZoneSameInstant(England.ZONE) : moment);
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}

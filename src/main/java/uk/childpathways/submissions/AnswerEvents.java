package uk.childpathways.submissions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;

/**
 * The events of the journey that an answer records: those that a question dates (custom property {@code event}), and
 * those that completing the step marks (extension properties {@code standard} and {@code event}).
 */
@Component
class AnswerEvents {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private final JourneyEvents events;

    AnswerEvents(JourneyEvents events) {
        this.events = events;
    }

    /** Records what the answers say has happened: on the day that they name, or now. */
    void record(Submission accepted, Instant now) {
        Question question = accepted.question();
        Map<String, Occurred> occurred = new LinkedHashMap<>();
        Set<String> datedByTheForm = new LinkedHashSet<>();
        if (question.form() != null) {
            question.form()
                    .topLevelAnswers()
                    .forEach(f -> f.words("event").stream()
                            .map(name -> named(name, question))
                            .forEach(name -> {
                                datedByTheForm.add(name);
                                Object answer = accepted.answers().get(f.key());
                                occurred(answer).ifPresent(o -> occurred.put(name, o));
                            }));
        }
        List<String> atCompletion = new ArrayList<>();
        question.property("standard").ifPresent(s -> atCompletion.addAll(List.of(s.split("\\s+"))));
        question.property("event").ifPresent(s -> atCompletion.addAll(List.of(s.split("\\s+"))));
        // A form that asks for the date and got none says that it has not happened: a conference that was adjourned.
        atCompletion.stream()
                .map(name -> named(name, question))
                .filter(name -> !datedByTheForm.contains(name))
                .forEach(name -> occurred.put(name, new Occurred(now, false)));
        JourneyStep step = question.step();
        occurred.forEach((name, o) ->
                events.record(step.journeyId(), step.childRef(), name, o.at(), o.dateOnly(), accepted.by(), step));
    }

    /** An event's name, or that in the variable which the model names: {@code ${conferenceStandard}}. */
    static String named(String name, Question question) {
        Matcher variable = VARIABLE.matcher(name);
        if (!variable.matches()) {
            return name;
        }
        Object value = question.variable(variable.group(1));
        if (value == null) {
            throw new IllegalStateException("'" + question.title() + "' records the event named by '"
                    + variable.group(1) + "', which is not set.");
        }
        return value.toString();
    }

    /** The beginning of a process that asks nobody: what its start event says has happened by it. */
    void begun(JourneyStep step, List<String> names, String by, Instant now) {
        names.forEach(name -> events.record(step.journeyId(), step.childRef(), name, now, false, by, step));
    }

    private record Occurred(Instant at, boolean dateOnly) {}

    /** A day begins in England's zone; a date-time without a zone is meant there too. */
    private static Optional<Occurred> occurred(Object answer) {
        if (!(answer instanceof String text) || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return text.length() == 10
                    ? Optional.of(new Occurred(England.startOf(LocalDate.parse(text)), true))
                    : England.moment(text).map(at -> new Occurred(at, false));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

package uk.childpathways.submissions;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.CheckContext;
import uk.childpathways.forms.Interval;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.standards.Timescale;
import uk.childpathways.standards.TimescaleTable;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The checks which forms of any journey may name. */
@Configuration(proxyBeanMethods = false)
public class CommonChecks {

    private static final int WEEKS_OF_PREGNANCY = 42;

    private static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }

    @Bean
    AnswerCheck notBeforeBirth(Children children) {
        return new NamedCheck(
                "not-before-birth",
                "Not before the child was born.",
                (answer, none) -> children.find(answer.context().childRef())
                        .map(Child::dateOfBirth)
                        .filter(born ->
                                answer.date().filter(d -> d.isBefore(born)).isPresent())
                        .map(born -> "cannot be before the child was born, on " + Days.SHORT.day(born)));
    }

    /** Nothing about this child can have happened before the pregnancy: a mistyped year is caught. */
    @Bean
    AnswerCheck notBeforePregnancy(Children children) {
        return new NamedCheck(
                "not-before-pregnancy",
                "Not before the pregnancy: a slip in the year is caught.",
                (answer, none) -> children.find(answer.context().childRef())
                        .filter(child -> answer.date()
                                .filter(d -> d.isBefore(child.bornOrExpectedOn().minusWeeks(WEEKS_OF_PREGNANCY)))
                                .isPresent())
                        .map(child -> "lies before the pregnancy: this child "
                                + (child.unborn() ? "is expected on " : "was born on ")
                                + Days.SHORT.day(child.bornOrExpectedOn())));
    }

    /**
     * {@code not-before:strategy-discussion-held}: not before the latest such event of this journey, or of the one that
     * handed over to it. {@code not-before:s47-to-icpc/icpc-held}: of the child's latest journey of that kind.
     */
    @Bean
    AnswerCheck notBefore(JourneyEvents events, Journeys journeys, JourneyNames names, TimescaleTable table) {
        return new NamedCheck(
                "not-before",
                "Not before the latest such event of this journey or of one that handed over to it, if it is on"
                        + " record. `not-before:s47-to-icpc/icpc-held`: of the child's latest journey of that kind.",
                ValueKind.EVENT,
                (answer, event) -> happened(event, answer.context(), events, journeys)
                        .flatMap(earliest -> before(answer, earliest, words(event, table, names))));
    }

    /**
     * {@code only-after:icpc-held}: only once that event is on record, in this journey or in one that handed over to it,
     * and not before it. On other fields than dates: only once it is on record.
     */
    @Bean
    AnswerCheck onlyAfter(JourneyEvents events, Journeys journeys, JourneyNames names, TimescaleTable table) {
        return new NamedCheck(
                "only-after",
                "Only once that event is on record, in this journey or in one that handed over to it, and not before"
                        + " it.",
                ValueKind.EVENT,
                (answer, event) -> happened(event, answer.context(), events, journeys)
                        .map(earliest -> before(answer, earliest, words(event, table, names)))
                        .orElseGet(() -> Optional.of("can be answered only once " + words(event, table, names)
                                + " is on record: record that first")));
    }

    private static String kind(Answer answer, Journeys journeys) {
        return journeys.find(answer.context().journeyId()).map(Journey::key).orElse("");
    }

    private static boolean runs(String inJourney, Answer answer, Journeys journeys) {
        return inJourney.equals("in-" + kind(answer, journeys))
                || answer.context().childRef() != null
                        && journeys.running(answer.context().childRef()).stream()
                                .anyMatch(journey -> inJourney.equals("in-" + journey.key()));
    }

    /** Days are compared by the day; where the answer and the event both have a time of day, by the minute. */
    private static Optional<String> before(Answer answer, JourneyEvent earliest, String event) {
        String words = event.startsWith("the day ") || event.startsWith("the date ") ? event : "the date of " + event;
        LocalDate day = England.dayOf(earliest.occurredAt());
        if (answer.date().filter(given -> given.isBefore(day)).isPresent()) {
            return Optional.of("cannot be before " + Days.SHORT.day(day) + ", " + words);
        }
        return earliest.dateOnly()
                ? Optional.empty()
                : answer.moment()
                        .filter(given -> given.isBefore(earliest.occurredAt().truncatedTo(ChronoUnit.MINUTES)))
                        .map(given -> "cannot be before "
                                + England.at(earliest.occurredAt())
                                        .toLocalTime()
                                        .truncatedTo(ChronoUnit.MINUTES)
                                + " on " + Days.SHORT.day(day) + ", " + words);
    }

    /**
     * When an event happened: the latest that is on record for the journey; with {@code <journey>/<event>} that of the
     * child's latest journey of this kind.
     */
    private static Optional<JourneyEvent> happened(
            String event, CheckContext context, JourneyEvents events, Journeys journeys) {
        int slash = event.indexOf('/');
        if (slash < 0) {
            return Optional.ofNullable(context.journeyId()).flatMap(id -> events.latestKnown(id, event));
        }
        String kind = event.substring(0, slash);
        return Optional.ofNullable(context.childRef()).stream()
                .flatMap(child -> journeys.of(child).stream())
                .filter(journey -> journey.key().equals(kind))
                .reduce((earlier, later) -> later)
                .flatMap(journey -> events.latest(journey.id(), event.substring(slash + 1)));
    }

    /** The event in words: as the timescales that run from it say it, the longest of them. */
    private static String words(String event, TimescaleTable table, JourneyNames names) {
        int slash = event.indexOf('/');
        String name = event.substring(slash + 1);
        return table.rows().stream()
                        .filter(row -> row.runsFrom().equals(name))
                        .map(Timescale::runsFromWords)
                        .max(Comparator.comparingInt(String::length))
                        .orElse("'" + name.replace('-', ' ') + "'")
                + (slash < 0 ? "" : " in the journey '" + names.of(event.substring(0, slash)) + "'");
    }

    /** {@code within-limit:core-group-held}, on a field that {@code agrees} an interval: not longer than the limit. */
    @Bean
    AnswerCheck withinLimit(Deadlines deadlines) {
        return new NamedCheck(
                "within-limit",
                "The interval that the field agrees is not longer than this standard allows.",
                ValueKind.STANDARD,
                (answer, standard) -> {
                    Interval interval = Interval.agreedBy(answer.field())
                            .orElseThrow(() -> new IllegalStateException(
                                    "The field '" + answer.field().id()
                                            + "' is checked for a limit and agrees no interval (property 'agrees')."));
                    Optional<String> reason = answer.field().property(Interval.LONGER_WITH);
                    boolean given = reason.map(key -> answer.row().get(key))
                            .filter(text -> !text.toString().isBlank())
                            .isPresent();
                    return interval.of(answer.value())
                            .map(limit -> tooLong(
                                    deadlines,
                                    answer.context().journeyId(),
                                    standard,
                                    limit,
                                    reason.isPresent(),
                                    given))
                            .orElseGet(() -> Optional.of("must be a whole number, 1 or more"));
                });
    }

    private static Optional<String> tooLong(
            Deadlines deadlines,
            UUID journeyId,
            String standard,
            TimeLimit interval,
            boolean reasonAsked,
            boolean reasonGiven) {
        Optional<String> problem = deadlines.beyondLimit(journeyId, standard, interval, reasonGiven);
        boolean reasonWouldDo = problem.isPresent()
                && reasonAsked
                && !reasonGiven
                && deadlines.beyondLimit(journeyId, standard, interval, true).isEmpty();
        return reasonWouldDo
                ? problem.map(sentence -> sentence + ", or say why longer is right for this child")
                : problem;
    }

    /** {@code agencies-answered:police,health}: each of these is named in one of the rows. */
    @Bean
    AnswerCheck agenciesAnswered() {
        return new NamedCheck(
                "agencies-answered",
                "Each of these stands in one of the rows: `agencies-answered:police,health`.",
                ValueKind.TEXT,
                (answer, agencies) -> {
                    List<String> unanswered = Arrays.stream(agencies.split(","))
                            .map(String::trim)
                            .filter(agency -> answer.rows().stream()
                                    .noneMatch(row -> row.values().stream().anyMatch(agency::equals)))
                            .map(agency -> agency.replace('-', ' '))
                            .toList();
                    return when(
                            !unanswered.isEmpty(), "must say what part these took: " + String.join(", ", unanswered));
                });
    }

    @Bean
    AnswerCheck knownChild(Children children) {
        return new NamedCheck(
                "known-child",
                "The reference of a known child.",
                (answer, none) ->
                        when(children.find(answer.text().strip()).isEmpty(), "must be the reference of a known child"));
    }

    @Bean
    AnswerCheck knownWorker(Directory directory) {
        return new NamedCheck(
                "known-worker",
                "Somebody who works here.",
                (answer, none) -> when(
                        directory.person(answer.text()).filter(Person::active).isEmpty(),
                        "must be a person who works here"));
    }

    /**
     * Who leads a section 47 enquiry (RUT-S47-06); with {@code in-<journey>} only while the child has such a journey, so
     * that newly qualified workers are given other children.
     */
    @Bean
    AnswerCheck qualifiedSocialWorker(Directory directory, Journeys journeys) {
        return new NamedCheck(
                "qualified-social-worker",
                "A suitably qualified and experienced social worker; with `:in-<journey>` only while the child has"
                        + " such a journey.",
                ValueKind.JOURNEY,
                (answer, only) -> when(
                        (only == null || only.isEmpty() || runs(only, answer, journeys))
                                && directory
                                        .person(answer.text())
                                        .filter(Person::active)
                                        .filter(Person::suitablyQualified)
                                        .isEmpty(),
                        "must be a suitably qualified and experienced social worker"));
    }

    /** A brother or sister whose own journey is at the same step, so that it can be recorded jointly. */
    @Bean
    AnswerCheck siblingWithSameStep(ChildrenToOpen mine, Directory directory, Questions questions) {
        return new NamedCheck(
                "sibling-with-same-step",
                "A brother or sister whose own journey stands at the same step, so that it can be recorded jointly.",
                (answer, none) -> {
                    CheckContext context = answer.context();
                    String ref = answer.text();
                    if (context.childRef() == null
                            || mine.siblings(directory.currentUser(), context.childRef()).stream()
                                    .noneMatch(s -> s.ref().equals(ref))) {
                        return Optional.of("must be a brother or sister of the child");
                    }
                    return when(
                            questions
                                    .openTask(ref, context.processKey(), context.elementId())
                                    .isEmpty(),
                            "names a child (" + ref
                                    + ") whose own journey is not at this step: open it first and"
                                    + " bring it here, or take the child off this list and record for it on its own");
                });
    }
}

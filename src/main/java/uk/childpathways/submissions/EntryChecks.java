package uk.childpathways.submissions;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.people.Absences;
import uk.childpathways.people.Directory;
import uk.childpathways.vocabulary.contract.ValueKind;

/** The checks of forms with which a child enters a journey: is there a child, of that age, and not in it already? */
@Configuration(proxyBeanMethods = false)
class EntryChecks {

    /** {@code born-and-under:18}: on that day the child has been born and has not reached this birthday. */
    @Bean
    AnswerCheck bornAndUnder(Children children) {
        return new NamedCheck(
                "born-and-under",
                "On that day the child has been born and has not reached this birthday: `born-and-under:18`.",
                ValueKind.NUMBER,
                (answer, age) -> children.find(answer.context().childRef()).flatMap(child -> {
                    if (child.unborn()) {
                        return Optional.of("cannot be given: child " + child.ref()
                                + " is not born yet by the record. Put the date of birth on the record first");
                    }
                    int years = Integer.parseInt(age);
                    LocalDate birthday = child.dateOfBirth().plusYears(years);
                    return answer.date()
                            .flatMap(day -> day.isBefore(child.dateOfBirth())
                                    ? Optional.of("cannot be before the child was born, on " + day(child))
                                    : !day.isBefore(birthday)
                                            ? Optional.of("must be before the child's birthday at " + years + ", "
                                                    + Days.SHORT.day(birthday))
                                            : Optional.empty());
                }));
    }

    private static String day(Child child) {
        return Days.SHORT.day(child.dateOfBirth());
    }

    /** {@code none-running:child-in-care}: the child chosen has no such journey that runs. */
    @Bean
    AnswerCheck noneRunning(Journeys journeys, JourneyNames names) {
        return new NamedCheck(
                "none-running",
                "The child chosen has no such journey that runs.",
                ValueKind.JOURNEY,
                (answer, key) -> journeys.running(answer.text().strip()).stream()
                        .filter(journey -> journey.key().equals(key))
                        .findFirst()
                        .map(journey -> "names a child whose journey '" + names.of(key) + "' runs already, opened on "
                                + Days.SHORT.day(journey.openedAt()) + ". Go on there"));
    }

    /** {@code in-a-journey}: work goes on with the child chosen, in a journey other than supervision of it. */
    @Bean
    AnswerCheck inAJourney(Journeys journeys) {
        return new NamedCheck(
                "in-a-journey",
                "The child chosen is in a running journey, case supervision aside.",
                (answer, none) -> journeys.running(answer.text().strip()).stream()
                                .anyMatch(journey -> !Journey.CASE_SUPERVISION.equals(journey.key()))
                        ? Optional.empty()
                        : Optional.of("names a child in no running journey: open the child's journey first"));
    }

    /** {@code as-the-worker-changes:worker}: that a new worker takes over is said. */
    @Bean
    AnswerCheck asTheWorkerChanges(Children children, Directory directory) {
        return new NamedCheck(
                "as-the-worker-changes",
                "Not `new` where the person named in that field of the same form takes over from another worker.",
                ValueKind.FIELD,
                (answer, key) -> children.find(answer.context().childRef())
                        .map(Child::allocatedWorker)
                        .filter(now -> "new".equals(answer.text())
                                && !now.equals(answer.row().get(key)))
                        .map(now -> "must be '"
                                + answer.field().labels().getOrDefault("re-allocation", "re-allocation")
                                + "': the worker is " + directory.nameOf(now) + " now"));
    }

    /** {@code can-cover:absentPerson}: able to take the place of the person named in that field of the same form. */
    @Bean
    AnswerCheck canCover(Absences absences, Directory directory) {
        return new NamedCheck(
                "can-cover",
                "Able to take the place of the person named in that field of the same form.",
                ValueKind.FIELD,
                (answer, key) ->
                        absences.whyNot(String.valueOf(answer.row().get(key)), answer.text(), directory.currentUser()));
    }

    /** {@code other-team}: not the team to which the child of the chosen journey belongs already. */
    @Bean
    AnswerCheck otherTeam(Children children, Journeys journeys) {
        return new NamedCheck(
                "other-team",
                "Not the team to which the child belongs already.",
                (answer, none) -> Optional.ofNullable(answer.context().journeyId())
                        .flatMap(journeys::find)
                        .flatMap(journey -> children.find(journey.childRef()))
                        .filter(child -> child.team().equals(answer.text()))
                        .map(child -> "has the child already. Choose the team that takes over"));
    }
}

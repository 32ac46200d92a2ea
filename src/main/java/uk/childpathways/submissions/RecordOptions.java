package uk.childpathways.submissions;

import static uk.childpathways.submissions.Options.option;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.supervision.CaseSupervision;
import uk.childpathways.vocabulary.contract.FormFact;

/** The children, journeys, deadlines and meetings that a form offers to choose from. */
@Configuration(proxyBeanMethods = false)
class RecordOptions {

    /** {@code siblingsOptions}: the brothers and sisters whose records the person may open, by reference and name. */
    @Bean
    @FormFact(
            name = "siblingsOptions",
            says = "Options: the child's brothers and sisters whose records the person may open.")
    PrefillProvider siblingsOptions(ChildrenToOpen mine) {
        return new NamedPrefill(
                Set.of("siblingsOptions"),
                (context, values) -> values.put(
                        "siblingsOptions",
                        context.childRef() == null
                                ? List.of()
                                : mine.siblings(context.userId(), context.childRef()).stream()
                                        .map(s -> option(s.ref(), s.ref() + ", " + s.name()))
                                        .toList()));
    }

    /** {@code childOptions}: the children whose records the person may open, their own first. */
    @Bean
    @FormFact(name = "childOptions", says = "Options: the children whose records the person may open, their own first.")
    PrefillProvider childOptions(OwnFirst own) {
        return new NamedPrefill(
                Set.of("childOptions"),
                (context, values) -> values.put(
                        "childOptions",
                        own.children(context).stream()
                                .map(c -> option(c.ref(), c.ref() + ", " + c.name()))
                                .toList()));
    }

    /**
     * {@code journeysOptions}: running journeys, of the child or of all children the person may open. Case supervision cannot
     * be chosen: it follows the others.
     */
    @Bean
    @FormFact(
            name = "journeysOptions",
            says = "Options: the running journeys of the child, on the start list of all children whose records "
                    + "the person may open, their own first; case supervision aside.")
    PrefillProvider journeysOptions(Journeys journeys, JourneyNames names, ChildrenToOpen mine, OwnFirst ownFirst) {
        return new NamedPrefill(Set.of("journeysOptions"), (context, values) -> {
            JourneyNames name = names.remembered();
            values.put(
                    "journeysOptions",
                    ownFirst.sorted(context, journeys.running(mine.refs(context)), Journey::childRef).stream()
                            .filter(j -> !CaseSupervision.JOURNEY.equals(j.key()))
                            .map(j -> option(
                                    j.id().toString(),
                                    j.childRef() + ", " + name.of(j.key()) + ", opened "
                                            + Days.SHORT.day(j.openedAt())))
                            .toList());
        });
    }

    /**
     * {@code deadlinesOptions}: the limits of which it can be said beforehand that they cannot be kept. Of one
     * child where the form is about one; otherwise the person's own: of the children they work with (or cover), of the
     * tasks they hold, and for a manager of a team those of its children; of one of these alone where the form is opened
     * from the child's page or a task. What managers owe as answers to breaches is nobody's timescale to declare.
     */
    @Bean
    @FormFact(
            name = "deadlinesOptions",
            says = "Options: the limits that run: of the child, on the start list those of the "
                    + "person's own children, tasks and team, in this order; opened from a child's page or a task, of that"
                    + " child alone.")
    PrefillProvider deadlinesOptions(Deadlines deadlines, ChildrenToOpen mine, OwnDeadlines own, OwnFirst ownFirst) {
        return new NamedPrefill(
                Set.of("deadlinesOptions"),
                (context, values) -> values.put(
                        "deadlinesOptions",
                        ownFirst
                                .sorted(
                                        context,
                                        deadlines
                                                .openOfChildren(
                                                        context.from() == null
                                                                ? mine.refs(context)
                                                                : List.of(context.from()
                                                                        .childRef()))
                                                .stream()
                                                .filter(own.of(context))
                                                .sorted(Comparator.comparing(Deadline::effectiveDue))
                                                .toList(),
                                        Deadline::childRef)
                                .stream()
                                .map(d -> option(
                                        d.id().toString(),
                                        d.childRef() + ": " + d.name() + ", due " + Days.SHORT.day(d.effectiveDue())))
                                .toList()));
    }

    /** {@code meetingsOptions}: meetings with a planned day, not held yet, of the children the person may open. */
    @Bean
    @FormFact(
            name = "meetingsOptions",
            says = "Options: the meetings that are planned and not held, of the child, on the start list of all "
                    + "children whose records the person may open, their own first.")
    PrefillProvider meetingsOptions(
            PlannedMeetings meetings, JourneyNames names, ChildrenToOpen mine, OwnFirst ownFirst) {
        return new NamedPrefill(Set.of("meetingsOptions"), (context, values) -> {
            JourneyNames name = names.remembered();
            values.put(
                    "meetingsOptions",
                    ownFirst
                            .sorted(
                                    context,
                                    meetings.of(mine.refs(context)),
                                    m -> m.journey().childRef())
                            .stream()
                            .map(m -> option(
                                    m.id(),
                                    m.journey().childRef() + ": "
                                            + m.name()
                                            + " on "
                                            + Days.SHORT.day(m.planned().occurredAt())
                                            + " (" + name.of(m.journey().key()) + ")"))
                            .toList());
        });
    }
}

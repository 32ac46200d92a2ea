package uk.childpathways.chronology;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.children.Journeys;

/** The events of journeys behind a date that somebody recorded: what clocks are kept by. */
@Component
class DatedEvents {

    private final JourneyEvents events;
    private final Journeys journeys;

    DatedEvents(JourneyEvents events, Journeys journeys) {
        this.events = events;
        this.journeys = journeys;
    }

    /** Those of the step in which the entry was recorded that happened at that time, as far as they hold still. */
    List<JourneyEvent> of(ChronologyEntry entry, Object answer) {
        Optional<Instant> at = moment(answer);
        if (at.isEmpty() || entry.journeyId() == null || entry.elementId() == null) {
            return List.of();
        }
        return latest(
                        entry.journeyId(),
                        step -> Objects.equals(step.processInstanceId(), entry.processInstanceId())
                                && entry.elementId().equals(step.elementId()))
                .filter(event -> event.occurredAt().equals(at.get()))
                .toList();
    }

    /** Whether the step was recorded anew since, so that clocks go by the later record and not by this one. */
    boolean overtaken(ChronologyEntry entry, Object answer) {
        Optional<Instant> at = moment(answer);
        return at.isPresent()
                && entry.journeyId() != null
                && entry.elementId() != null
                && of(entry, answer).isEmpty()
                && events.of(entry.journeyId()).stream()
                        .anyMatch(event -> event.step() != null
                                && Objects.equals(event.step().processInstanceId(), entry.processInstanceId())
                                && entry.elementId().equals(event.step().elementId())
                                && event.occurredAt().equals(at.get()));
    }

    /** Those that a visit outside the plan was in the child's journeys. */
    List<JourneyEvent> ofNote(ChronologyEntry note) {
        String element = WhatHappened.KIND + ":" + note.id();
        return journeys.of(note.childRef()).stream()
                .flatMap(journey -> latest(journey.id(), step -> element.equals(step.elementId())))
                .toList();
    }

    private Stream<JourneyEvent> latest(UUID journeyId, Predicate<JourneyStep> step) {
        Map<String, JourneyEvent> latest = new HashMap<>();
        events.of(journeyId).stream()
                .filter(event -> event.step() != null && step.test(event.step()))
                .forEach(event -> latest.put(event.name(), event));
        return latest.values().stream();
    }

    /** As the answers say it: a day begins in England, a date-time without a zone is meant there too. */
    static Optional<Instant> moment(Object answer) {
        if (!(answer instanceof String text) || text.length() < 10) {
            return Optional.empty();
        }
        return text.length() == 10 ? Optional.of(England.startOf(LocalDate.parse(text))) : England.moment(text);
    }
}

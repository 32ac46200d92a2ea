package uk.childpathways.submissions;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Caseloads;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.Absences;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.supervision.CaseSupervision;

/** What every form may show and ask about the child, the journey so far, and the people to choose from. */
@Configuration(proxyBeanMethods = false)
class RecordPrefill {

    private static final String REWORK = "Task_ReworkDocument";

    private interface Contribution {
        void contribute(PrefillContext context, Map<String, Object> values);
    }

    private record Named(Set<String> names, Contribution contribution) implements PrefillProvider {
        @Override
        public void contribute(PrefillContext context, Map<String, Object> values) {
            contribution.contribute(context, values);
        }
    }

    private static Map<String, Object> option(String value, String label) {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("label", label);
        option.put("value", value);
        return option;
    }

    /** {@code child}: ref, name, age, ageText, unborn, dateOfBirth, birthText, family, team, worker, placement, outOfCounty. */
    @Bean
    @Order(0)
    PrefillProvider childPrefill(Children children, Directory directory, Clock pathwaysClock) {
        return new Named(
                Set.of("child", "siblings"),
                (context, values) -> children.find(context.childRef()).ifPresent(child -> {
                    LocalDate today = England.dayOf(pathwaysClock.instant());
                    Map<String, Object> facts = new LinkedHashMap<>();
                    facts.put("ref", child.ref());
                    facts.put("name", child.name());
                    facts.put("age", child.ageOn(today));
                    facts.put("ageText", child.ageTextOn(today));
                    facts.put("unborn", child.unborn());
                    put(facts, "dateOfBirth", child.dateOfBirth());
                    put(facts, "expectedOn", child.expectedOn());
                    LocalDate birth = child.unborn() ? child.expectedOn() : child.dateOfBirth();
                    if (birth != null) {
                        facts.put("birthText", (child.unborn() ? "expected " : "born ") + Days.SHORT.day(birth));
                    }
                    put(facts, "family", child.familyRef());
                    put(facts, "team", child.team());
                    put(facts, "worker", child.allocatedWorker());
                    put(
                            facts,
                            "workerName",
                            child.allocatedWorker() == null ? null : directory.nameOf(child.allocatedWorker()));
                    directory.person(child.allocatedWorker()).ifPresent(worker -> {
                        put(facts, "workerTelephone", worker.phone());
                        put(facts, "workerEmail", worker.email());
                    });
                    put(facts, "placement", child.placement());
                    facts.put("outOfCounty", child.outOfCounty());
                    values.put("child", facts);
                    values.put(
                            "siblings",
                            children.siblingsOf(child.ref()).stream()
                                    .map(s -> Map.of("ref", s.ref(), "name", s.name(), "ageText", s.ageTextOn(today)))
                                    .toList());
                }));
    }

    /**
     * {@code journey}: key, openedOn, and each event's latest date under its name in camelCase: in {@code
     * events} to reckon with, in {@code dates} to read. What the journey has not recorded itself stands there as the
     * journey that handed over to it has it. {@code times}: how often each was recorded in this journey itself, {@code
     * timesBefore} in the one that handed over to it.
     */
    @Bean
    @Order(0)
    PrefillProvider journeyPrefill(Journeys journeys, JourneyEvents events) {
        return new Named(
                Set.of("journey"),
                (context, values) -> journeys.find(context.journeyId()).ifPresent(journey -> {
                    Map<String, Object> dates = new LinkedHashMap<>();
                    Map<String, Object> dayTexts = new LinkedHashMap<>();
                    events.known(journey.id()).forEach(e -> {
                        LocalDate day = England.dayOf(e.occurredAt());
                        dates.put(camelCase(e.name()), day.toString());
                        dayTexts.put(camelCase(e.name()), Days.SHORT.day(day));
                    });
                    Map<String, Object> facts = new LinkedHashMap<>();
                    facts.put("key", journey.key());
                    facts.put("openedOn", England.dayOf(journey.openedAt()).toString());
                    facts.put("events", dates);
                    facts.put("dates", dayTexts);
                    facts.put("times", times(events, journey.id()));
                    if (journey.handedOverFrom() != null) {
                        facts.put("timesBefore", times(events, journey.handedOverFrom()));
                    }
                    values.put("journey", facts);
                }));
    }

    private static Map<String, Object> times(JourneyEvents events, UUID journeyId) {
        Map<String, Object> times = new LinkedHashMap<>();
        events.times(journeyId).forEach((name, count) -> times.put(camelCase(name), count));
        return times;
    }

    /**
     * {@code workersOptions}: the people of the child's team, for early help its practitioners, with how much each has in
     * hand and whether they are away. {@code workersAtLimit}: those whom one child more takes above good practice.
     */
    @Bean
    PrefillProvider workersOptions(
            Children children, Caseloads caseloads, Journeys journeys, Directory directory, Cover cover) {
        return new Named(Set.of("workersOptions", "workersAtLimit"), (context, values) -> {
            Map<String, Caseloads.Load> loads = caseloads.all();
            boolean earlyHelp = journeys.find(context.journeyId())
                    .filter(journey -> "early-help".equals(journey.key()))
                    .isPresent();
            List<Person> workers = earlyHelp
                    ? directory.inRole(Role.EARLY_HELP_PRACTITIONER, null)
                    : directory.team(teamOf(context, children, directory)).stream()
                            .filter(p -> p.roles().stream().map(Role::of).noneMatch(Role::manager))
                            .toList();
            values.put(
                    "workersOptions",
                    workers.stream()
                            .map(p -> option(p.userId(), workerLabel(p, caseloads.of(p.userId(), loads), cover)))
                            .toList());
            values.put(
                    "workersAtLimit",
                    caseloads.above(workers, children.find(context.childRef()).orElse(null)));
        });
    }

    private static String workerLabel(Person person, Caseloads.Load load, Cover cover) {
        String label = load.children() == 0
                ? "no children"
                : number(load.children(), "child", "children") + " of " + number(load.families(), "family", "families");
        if (person.hasRole(Role.SOCIAL_WORKER) && !person.suitablyQualified()) {
            label += ", newly qualified";
        }
        label += cover.absenceOf(person.userId())
                .map(absence ->
                        absence.backOn() == null ? ", away" : ", away, back on " + Days.SHORT.day(absence.backOn()))
                .orElse("");
        return person.name() + " (" + label + ")";
    }

    private static String number(long number, String one, String more) {
        return number + " " + (number == 1 ? one : more);
    }

    /** {@code teamsOptions}: every team. */
    @Bean
    PrefillProvider teamsOptions(Directory directory) {
        return new Named(
                Set.of("teamsOptions"),
                (context, values) -> values.put(
                        "teamsOptions",
                        directory.teams().stream()
                                .map(team -> option(team.id(), team.name()))
                                .toList()));
    }

    /**
     * {@code staffOptions}: those of whom this person may say that they are away. {@code coverOptions}: everybody who
     * could cover.
     */
    @Bean
    PrefillProvider staffOptions(Directory directory, Absences absences) {
        return new Named(Set.of("staffOptions", "coverOptions"), (context, values) -> {
            List<Person> everybody = directory.everybody();
            values.put(
                    "staffOptions",
                    everybody.stream()
                            .filter(person ->
                                    context.userId() == null || absences.maySpeakFor(context.userId(), person.userId()))
                            .map(person -> option(person.userId(), staffLabel(person, directory)))
                            .toList());
            values.put(
                    "coverOptions",
                    everybody.stream()
                            .map(person -> option(person.userId(), staffLabel(person, directory)))
                            .toList());
        });
    }

    private static String staffLabel(Person person, Directory directory) {
        String roles = person.roles().stream().map(Role::of).map(Role::words).collect(Collectors.joining(", "));
        String team = directory
                .teamById(person.team())
                .map(each -> ", " + each.name())
                .orElse("");
        return person.name() + " (" + roles + team + ")";
    }

    /** {@code peopleOptions}: those who can own an action: the child's team, and the managers above it. */
    @Bean
    PrefillProvider peopleOptions(Children children, Directory directory) {
        return new Named(Set.of("peopleOptions", "managersOptions"), (context, values) -> {
            String team = teamOf(context, children, directory);
            List<Map<String, Object>> managers = new ArrayList<>();
            List<Role> above = Arrays.stream(Role.values())
                    .filter(role -> role.manager() && role != Role.EARLY_HELP_MANAGER)
                    .toList();
            directory
                    .inRoles(above, team)
                    .forEach((role, people) -> people.forEach(
                            p -> managers.add(option(p.userId(), p.name() + " (" + role.words() + ")"))));
            Map<String, Map<String, Object>> people = new LinkedHashMap<>();
            directory.team(team).forEach(p -> people.put(p.userId(), option(p.userId(), p.name())));
            managers.forEach(m -> people.putIfAbsent(String.valueOf(m.get("value")), m));
            values.put("managersOptions", distinct(managers));
            values.put("peopleOptions", List.copyOf(people.values()));
        });
    }

    private static List<Map<String, Object>> distinct(List<Map<String, Object>> options) {
        Map<Object, Map<String, Object>> byValue = new LinkedHashMap<>();
        options.forEach(o -> byValue.putIfAbsent(o.get("value"), o));
        return List.copyOf(byValue.values());
    }

    /** {@code siblingsOptions}: the brothers and sisters, by reference and name. */
    @Bean
    PrefillProvider siblingsOptions(Children children) {
        return new Named(
                Set.of("siblingsOptions"),
                (context, values) -> values.put(
                        "siblingsOptions",
                        context.childRef() == null
                                ? List.of()
                                : children.siblingsOf(context.childRef()).stream()
                                        .map(s -> option(s.ref(), s.ref() + ", " + s.name()))
                                        .toList()));
    }

    /** {@code childOptions}: the children whose records the person may open by their role. */
    @Bean
    PrefillProvider childOptions(Children children, Directory directory, RecordAccess access) {
        return new Named(
                Set.of("childOptions"),
                (context, values) -> values.put(
                        "childOptions",
                        childrenOf(context.userId(), children, directory, access).stream()
                                .map(c -> option(c.ref(), c.ref() + ", " + c.name()))
                                .toList()));
    }

    /**
     * {@code journeysOptions}: running journeys, of the child or of all children the person may open. Case supervision is
     * none to be chosen: it follows the others.
     */
    @Bean
    PrefillProvider journeysOptions(
            Children children, Journeys journeys, JourneyNames names, Directory directory, RecordAccess access) {
        return new Named(Set.of("journeysOptions"), (context, values) -> {
            JourneyNames name = names.remembered();
            values.put(
                    "journeysOptions",
                    journeys.running(refs(context, children, directory, access)).stream()
                            .filter(j -> !CaseSupervision.JOURNEY.equals(j.key()))
                            .map(j -> option(
                                    j.id().toString(),
                                    j.childRef() + ", " + name.of(j.key()) + ", opened "
                                            + Days.SHORT.day(j.openedAt())))
                            .toList());
        });
    }

    /** {@code deadlinesOptions}: the limits that still run for the children whose records the person may open. */
    @Bean
    PrefillProvider deadlinesOptions(Children children, Deadlines deadlines, Directory directory, RecordAccess access) {
        return new Named(
                Set.of("deadlinesOptions"),
                (context, values) -> values.put(
                        "deadlinesOptions",
                        deadlines
                                .openOfChildren(childrenOf(context.userId(), children, directory, access).stream()
                                        .map(Child::ref)
                                        .toList())
                                .stream()
                                .map(d -> option(
                                        d.id().toString(),
                                        d.childRef() + ": " + d.name() + ", due " + Days.SHORT.day(d.effectiveDue())))
                                .toList()));
    }

    /**
     * {@code timescales}: what is due for the child by the clocks that run, late first, as a list to read (SWI-FIL-04f).
     */
    @Bean
    PrefillProvider timescales(Deadlines deadlines, Clock pathwaysClock) {
        return new Named(Set.of("timescales"), (context, values) -> {
            if (context.childRef() != null) {
                values.put(
                        "timescales",
                        deadlines.openOfChildren(List.of(context.childRef())).stream()
                                .sorted(Comparator.comparing(Deadline::effectiveDue))
                                .map(deadline -> "- "
                                        + (deadline.effectiveDue().isBefore(pathwaysClock.instant())
                                                ? "**late**, "
                                                : "")
                                        + Days.SHORT.day(deadline.effectiveDue()) + ": " + deadline.name())
                                .collect(Collectors.joining("\n")));
            }
        });
    }

    /** {@code meetingsOptions}: meetings with a planned day, not held yet, of the children the person may open. */
    @Bean
    PrefillProvider meetingsOptions(
            Children children, PlannedMeetings meetings, JourneyNames names, Directory directory, RecordAccess access) {
        return new Named(Set.of("meetingsOptions"), (context, values) -> {
            JourneyNames name = names.remembered();
            values.put(
                    "meetingsOptions",
                    meetings.of(refs(context, children, directory, access)).stream()
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

    /** The child that the form is about; on the start list, all whom the person may open. */
    private static List<String> refs(
            PrefillContext context, Children children, Directory directory, RecordAccess access) {
        return context.childRef() != null
                ? List.of(context.childRef())
                : childrenOf(context.userId(), children, directory, access).stream()
                        .map(Child::ref)
                        .toList();
    }

    /** The children whose records the person may open by their role or for somebody whom they cover. */
    private static List<Child> childrenOf(String userId, Children children, Directory directory, RecordAccess access) {
        Set<String> closed = userId == null ? Set.of() : access.closedTo(userId);
        Optional<Person> person = directory.person(userId).filter(Person::active);
        // Nobody logged in, or an administrator who is no person of the service: the application itself.
        List<Person> places = person.map(directory::placesOf).orElse(List.of());
        return directory.teams().stream()
                .flatMap(team -> children.ofTeam(team.id()).stream())
                .filter(child -> !closed.contains(child.ref()))
                .filter(child -> person.isEmpty() || places.stream().anyMatch(place -> opens(place, child)))
                .toList();
    }

    private static boolean opens(Person person, Child child) {
        return person.userId().equals(child.allocatedWorker())
                || person.roles().stream()
                        .map(Role::of)
                        .map(Role::scope)
                        .anyMatch(scope -> scope == Role.Scope.EVERY_CHILD
                                || (scope == Role.Scope.TEAM && child.team().equals(person.team())));
    }

    /** {@code returned}: what a manager gave back to the author: round, reasons, by. */
    @Bean
    @Order(0)
    PrefillProvider returnedPrefill(Chronology chronology, Directory directory) {
        return new Named(Set.of("returned"), (context, values) -> {
            if (context.journeyId() == null) {
                return;
            }
            List<ChronologyEntry> decisions = chronology.ofJourney(context.journeyId()).stream()
                    .filter(e -> e.processInstanceId() != null
                            && e.processInstanceId()
                                    .equals(context.question().step().processInstanceId()))
                    .filter(e -> e.oversightFacts() != null)
                    .toList();
            if (!decisions.isEmpty()) {
                ChronologyEntry latest = decisions.get(decisions.size() - 1);
                Map<String, Object> returned = new LinkedHashMap<>();
                returned.put("round", decisions.size());
                Object toChange = latest.answers().get("returnReasons");
                put(
                        returned,
                        "reasons",
                        toChange != null ? toChange : latest.oversightFacts().get("rationale"));
                returned.put("by", directory.nameOf(latest.by()));
                values.put("returned", returned);
            }
        });
    }

    /**
     * {@code document}: what the work here is about, as its author submitted it, in Markdown. That is what is signed
     * off, or the form which the element's property {@code document} or the variable {@code documentForm} names, or
     * else what had been told last in this process instance, or in the journey, when this was asked.
     */
    @Bean
    PrefillProvider documentPrefill(
            Chronology chronology, Directory directory, DocumentSummary document, TaskCreationTime asked) {
        return new Named(Set.of("document"), (context, values) -> {
            if (context.journeyId() == null) {
                return;
            }
            Question question = context.question();
            question.documentToSignOff()
                    .or(() -> question.property("document"))
                    .or(() -> Optional.ofNullable(context.variable("documentForm"))
                            .map(Object::toString))
                    .flatMap(form -> chronology.latest(context.journeyId(), form))
                    .or(() -> toldLast(chronology.ofJourney(context.journeyId()), question, asked.of(question.step())))
                    .ifPresent(entry -> values.put(
                            "document",
                            document.inMarkdown(
                                    entry,
                                    titleOf(entry, chronology.ofJourney(context.journeyId())),
                                    directory.nameOf(entry.by()))));
        });
    }

    /** What was reworked is still called what it is, not "Rework document". */
    private static String titleOf(ChronologyEntry entry, List<ChronologyEntry> entries) {
        return !REWORK.equals(entry.elementId())
                ? entry.title()
                : entries.stream()
                        .filter(e -> entry.formId().equals(e.formId()) && !REWORK.equals(e.elementId()))
                        .map(first -> first.title() + " (reworked)")
                        .findFirst()
                        .orElse(entry.title());
    }

    /** What was told after the task was offered is something else: another visit, another part of the work. */
    private static Optional<ChronologyEntry> toldLast(
            List<ChronologyEntry> entries, Question question, Optional<Instant> asked) {
        List<ChronologyEntry> others = entries.stream()
                .filter(e ->
                        e.formId() != null && !e.formId().equals(question.form().id()))
                .filter(e -> asked.map(since -> !e.at().isAfter(since)).orElse(true))
                .toList();
        return others.stream()
                .filter(e ->
                        Objects.equals(e.processInstanceId(), question.step().processInstanceId()))
                .reduce((earlier, later) -> later)
                .or(() -> others.stream().reduce((earlier, later) -> later));
    }

    private static String teamOf(PrefillContext context, Children children, Directory directory) {
        return children.find(context.childRef())
                .map(Child::team)
                .or(() -> directory.person(context.userId()).map(Person::team))
                .orElse(null);
    }

    private static void put(Map<String, Object> facts, String name, Object value) {
        if (value != null) {
            facts.put(name, value instanceof LocalDate ? value.toString() : value);
        }
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("-")) {
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }
}

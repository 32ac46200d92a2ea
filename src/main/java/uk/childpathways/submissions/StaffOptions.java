package uk.childpathways.submissions;

import static uk.childpathways.submissions.Options.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Caseloads;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Journeys;
import uk.childpathways.people.Absences;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.EarlyHelp;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.contract.FormFact;

/** The people and teams that a form offers to choose from. */
@Configuration(proxyBeanMethods = false)
class StaffOptions {

    /**
     * {@code workersOptions}: the people of the child's team, for early help its practitioners, with how much each has in
     * hand and whether they are away. {@code workersAtLimit}: those whom one child more takes above good practice.
     */
    @Bean
    @FormFact(
            name = "workersOptions",
            says = "Options: the people of the child's team, in early help its practitioners, with what each has "
                    + "in hand and who is away.")
    @FormFact(name = "workersAtLimit", says = "Those whom one child more takes above good practice.")
    PrefillProvider workersOptions(
            Children children,
            Caseloads caseloads,
            Journeys journeys,
            Directory directory,
            Cover cover,
            ChildrenToOpen open) {
        return new NamedPrefill(Set.of("workersOptions", "workersAtLimit"), (context, values) -> {
            Map<String, Caseloads.Load> loads =
                    context.userId() == null ? caseloads.all() : caseloads.seenBy(context.userId());
            boolean earlyHelp = journeys.find(context.journeyId())
                    .filter(journey -> "early-help".equals(journey.key()))
                    .isPresent();
            List<Person> workers = (earlyHelp
                            ? directory.inRole(Role.EARLY_HELP_PRACTITIONER, null).stream()
                            : directory.team(teamOf(context, children, directory)).stream()
                                    .filter(p ->
                                            p.roles().stream().map(Role::of).noneMatch(Role::manager)))
                    .filter(person -> open.mayBeNamed(person.userId(), context.childRef(), true))
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
    @FormFact(name = "teamsOptions", says = "Options: every team.")
    PrefillProvider teamsOptions(Directory directory) {
        return new NamedPrefill(
                Set.of("teamsOptions"),
                (context, values) -> values.put(
                        "teamsOptions",
                        directory.teams().stream()
                                .map(team -> option(team.id(), team.name()))
                                .toList()));
    }

    /**
     * {@code staffOptions}: those of whom this person may say that they are away. {@code coverOptions}: those who
     * can take the place of one of them.
     */
    @Bean
    @FormFact(name = "staffOptions", says = "Options: those of whom the person may say that they are away.")
    @FormFact(name = "coverOptions", says = "Options: those who can take the place of one of these people.")
    PrefillProvider absentAndCoverOptions(Directory directory, Absences absences) {
        return new NamedPrefill(Set.of("staffOptions", "coverOptions"), (context, values) -> {
            List<Person> everybody = directory.everybody();
            List<Person> away = everybody.stream()
                    .filter(person ->
                            context.userId() == null || absences.maySpeakFor(context.userId(), person.userId()))
                    .toList();
            values.put(
                    "staffOptions",
                    away.stream()
                            .map(person -> option(person.userId(), staffLabel(person, directory)))
                            .toList());
            values.put(
                    "coverOptions",
                    everybody.stream()
                            .filter(person -> absences.coversAny(person.userId(), away, context.userId()))
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
    @FormFact(
            name = "peopleOptions",
            says = "Options: those who can own an action: the child's team and the managers above it.")
    @FormFact(name = "managersOptions", says = "Options: the managers of the child's team and above it.")
    PrefillProvider peopleOptions(Children children, Directory directory, EarlyHelp earlyHelp, ChildrenToOpen open) {
        return new NamedPrefill(Set.of("peopleOptions", "managersOptions"), (context, values) -> {
            String team = teamOf(context, children, directory);
            List<Map<String, Object>> managers = new ArrayList<>();
            List<Role> above = Arrays.stream(Role.values())
                    .filter(role -> role.manager()
                            && role != Role.EARLY_HELP_MANAGER
                            && role != Role.SAFEGUARDING_MANAGER
                            && role != Role.HEAD_OF_SAFEGUARDING)
                    .toList();
            directory
                    .inRoles(above, team)
                    .forEach((role, people) -> people.forEach(
                            p -> managers.add(option(p.userId(), p.name() + " (" + role.words() + ")"))));
            Map<String, Map<String, Object>> people = new LinkedHashMap<>();
            directory.team(team).forEach(p -> people.put(p.userId(), option(p.userId(), p.name())));
            children.find(context.childRef())
                    .map(Child::allocatedWorker)
                    .filter(earlyHelp::isPractitioner)
                    .ifPresent(worker -> {
                        people.putIfAbsent(worker, option(worker, directory.nameOf(worker)));
                        earlyHelp
                                .managersOf(worker)
                                .forEach(p -> managers.add(
                                        option(p.userId(), p.name() + " (" + Role.EARLY_HELP_MANAGER.words() + ")")));
                    });
            managers.forEach(m -> people.putIfAbsent(String.valueOf(m.get("value")), m));
            people.keySet().removeIf(person -> !open.mayBeNamed(person, context.childRef(), false));
            managers.removeIf(m -> !people.containsKey(String.valueOf(m.get("value"))));
            values.put("managersOptions", distinct(managers));
            values.put("peopleOptions", List.copyOf(people.values()));
        });
    }

    private static List<Map<String, Object>> distinct(List<Map<String, Object>> options) {
        Map<Object, Map<String, Object>> byValue = new LinkedHashMap<>();
        options.forEach(o -> byValue.putIfAbsent(o.get("value"), o));
        return List.copyOf(byValue.values());
    }

    private static String teamOf(PrefillContext context, Children children, Directory directory) {
        return children.find(context.childRef())
                .map(Child::team)
                .or(() -> directory.person(context.userId()).map(Person::team))
                .orElse(null);
    }
}

package uk.childpathways.practitioners;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.Pageable;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.TimeLimit;
import uk.childpathways.calendar.Unit;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.forms.Answer;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.forms.NamedCheck;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.submissions.NamedPrefill;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.submissions.Questions;
import uk.childpathways.vocabulary.contract.FormFact;
import uk.childpathways.vocabulary.contract.ValueKind;

/** What the forms of supervision know and check. */
@Configuration(proxyBeanMethods = false)
class SupervisionForms {

    static final String JOURNEY = PractitionerFiles.SUPERVISION;
    private static final String ASKED = "ask-for-support-in-role";
    private static final String SESSION = "hold-supervision-session";

    /**
     * {@code practitioner}: user, name, supervisor, supervisorName, the support they asked for last, and what was
     * agreed in the session before ({@code agreedLast}). In a shared form that names {@code child}, that is
     * the practitioner whose file it is.
     */
    @Bean
    @Order(1)
    @FormFact(
            name = "practitioner",
            says = "The practitioner whose supervision it is.",
            parts = {"user", "name", "supervisor", "supervisorName", "issue", "wouldHelp", "agreedLast"})
    @FormFact(
            name = "child",
            says = "In a practitioner's supervision: whose file it is.",
            parts = {"ref", "name", "ageText"})
    PrefillProvider practitionerPrefill(PractitionerFiles files, Chronology chronology, Directory directory) {
        return new NamedPrefill(Set.of("practitioner", "child"), (context, values) -> {
            String user = PractitionerFiles.practitionerOf(context.childRef());
            if (user == null) {
                return;
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("user", user);
            facts.put("name", directory.nameOf(user));
            files.supervisorOf(context.childRef()).ifPresent(supervisor -> {
                facts.put("supervisor", supervisor);
                facts.put("supervisorName", directory.nameOf(supervisor));
            });
            chronology.latestOfChild(context.childRef(), ASKED).ifPresent(asked -> {
                facts.put("issue", asked.answers().get("issue"));
                facts.put("wouldHelp", asked.answers().get("wouldHelp"));
            });
            agreedLast(chronology, context.journeyId()).ifPresent(agreed -> facts.put("agreedLast", agreed));
            values.put("practitioner", facts);
            values.putIfAbsent(
                    "child",
                    Map.of("ref", directory.nameOf(user), "ageText", "supervision", "name", directory.nameOf(user)));
        });
    }

    /** What was agreed in the last session that took place, a line for each; empty where nothing was. */
    private static Optional<String> agreedLast(Chronology chronology, UUID journeyId) {
        if (journeyId == null) {
            return Optional.empty();
        }
        return chronology.ofJourney(journeyId).stream()
                .filter(entry -> SESSION.equals(entry.formId())
                        && "yes".equals(entry.answers().get("tookPlace")))
                .reduce((earlier, later) -> later)
                .map(session -> session.answers().get("agreed"))
                .filter(List.class::isInstance)
                .map(agreed -> ((List<?>) agreed)
                        .stream()
                                .map(Map.class::cast)
                                .map(row -> "- " + row.get("what") + ": " + row.get("who") + ", by "
                                        + Days.SHORT.day(LocalDate.parse(String.valueOf(row.get("by")))))
                                .collect(Collectors.joining("\n")))
                .filter(lines -> !lines.isEmpty());
    }

    /** {@code within-supervision-interval}: as many days as now, or fewer (SWI-SV2-11). */
    @Bean
    AnswerCheck withinSupervisionInterval(Deadlines deadlines) {
        return new NamedCheck(
                "within-supervision-interval",
                "As many days as now, or fewer.",
                (answer, none) -> deadlines.of(answer.context().childRef(), false, Pageable.unpaged()).stream()
                        .filter(deadline -> deadline.standardId().endsWith("supervision-held"))
                        .max(Comparator.comparing(Deadline::due))
                        .flatMap(now -> deadlines.beyondLimit(
                                answer.context().journeyId(),
                                now.standardId(),
                                TimeLimit.after(Integer.parseInt(answer.text()), Unit.CALENDAR_DAYS))));
    }

    /** {@code practitionersOptions}: those whose supervision the person may open. */
    @Bean
    @FormFact(name = "practitionersOptions", says = "Options: those whom the person manages.")
    PrefillProvider practitionersOptions(Supervisors supervisors) {
        return new NamedPrefill(
                Set.of("practitionersOptions"),
                (context, values) -> values.put(
                        "practitionersOptions",
                        supervisors.managedBy(context.userId()).stream()
                                .map(SupervisionForms::option)
                                .toList()));
    }

    /** {@code supervisorsOptions}: everybody in a supervisor's role. */
    @Bean
    @FormFact(name = "supervisorsOptions", says = "Options: everybody in a supervisor's role.")
    PrefillProvider supervisorsOptions(Supervisors supervisors) {
        return new NamedPrefill(
                Set.of("supervisorsOptions"),
                (context, values) -> values.put(
                        "supervisorsOptions",
                        supervisors.all().stream().map(SupervisionForms::option).toList()));
    }

    /** {@code supervisionsOptions}: the running supervisions of those whom the person supervises or manages. */
    @Bean
    @FormFact(
            name = "supervisionsOptions",
            says = "Options: the running supervisions of those whom the person supervises or manages.")
    PrefillProvider supervisionsOptions(
            Supervisors supervisors, PractitionerFiles files, Journeys journeys, Directory directory) {
        return new NamedPrefill(
                Set.of("supervisionsOptions"),
                (context, values) -> values.put(
                        "supervisionsOptions",
                        journeys
                                .running(Stream.concat(
                                                files.supervisedBy(context.userId()).stream(),
                                                supervisors.managedBy(context.userId()).stream()
                                                        .map(person -> PractitionerFiles.refOf(person.userId())))
                                        .distinct()
                                        .toList())
                                .stream()
                                .filter(journey -> journey.key().equals(JOURNEY))
                                .map(journey ->
                                        Map.of("value", journey.id().toString(), "label", nameOf(journey, directory)))
                                .toList()));
    }

    /** {@code peopleOfTeamOptions}: the colleagues of who opens the form, for a session of several. */
    @Bean
    @FormFact(name = "peopleOfTeamOptions", says = "Options: the colleagues of who opens the form.")
    PrefillProvider peopleOfTeamOptions(Supervisors supervisors) {
        return new NamedPrefill(
                Set.of("peopleOfTeamOptions"),
                (context, values) -> values.put(
                        "peopleOfTeamOptions",
                        supervisors.managedBy(context.userId()).stream()
                                .map(SupervisionForms::option)
                                .toList()));
    }

    /** {@code may-supervise}: the chosen person may supervise the practitioner of this form (DFE-0-02a). */
    @Bean
    AnswerCheck maySupervise(Supervisors supervisors, Journeys journeys) {
        return new NamedCheck(
                "may-supervise",
                "Somebody who may supervise the practitioner of this form.",
                (answer, none) -> supervisors.whyNot(answer.text(), practitioner(answer, journeys)));
    }

    private static String practitioner(Answer answer, Journeys journeys) {
        Object chosen = answer.row().get("practitioner");
        if (chosen != null) {
            return chosen.toString();
        }
        return PractitionerFiles.practitionerOf(
                answer.context().childRef() != null
                        ? answer.context().childRef()
                        : journeys.find(answer.context().journeyId())
                                .map(Journey::childRef)
                                .orElse(null));
    }

    /** {@code not-yet-supervised}: nobody has two supervisions at a time. */
    @Bean
    AnswerCheck notYetSupervised(Journeys journeys) {
        return new NamedCheck(
                "not-yet-supervised",
                "Somebody whose supervision does not run already.",
                (answer, none) -> journeys.running(PractitionerFiles.refOf(answer.text())).stream()
                        .filter(journey -> journey.key().equals(JOURNEY))
                        .findFirst()
                        .map(running -> "has a supervision that runs already. Go on there; where only the supervisor"
                                + " changes, start 'Change supervisor'"));
    }

    /** {@code after-task:Task_PrepareSession}: that task of the same round has been done. */
    @Bean
    AnswerCheck afterTask(Questions questions) {
        return new NamedCheck(
                "after-task",
                "Only once that task of the same round is done: `after-task:Task_PrepareAsPractitioner`.",
                ValueKind.TASK,
                (answer, element) -> questions
                        .openTask(answer.context().childRef(), answer.context().processKey(), element)
                        .map(open -> "can be given once both have prepared: '" + words(element) + "' is still open"));
    }

    private static String words(String element) {
        return element.replaceFirst("^Task_", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.UK);
    }

    /** {@code no-child-name}: children appear in a supervision file by case number only (SWI-SRC-02b). */
    @Bean
    AnswerCheck noChildName(NamesOfChildren names) {
        return new NamedCheck(
                "no-child-name",
                "The text names no child: a supervision file knows case numbers only.",
                (answer, none) -> names.in(answer.text())
                        ? Optional.of("names a child. Write the case number in its place: a supervision file never"
                                + " names a child")
                        : Optional.empty());
    }

    private static Map<String, Object> option(Person person) {
        return Map.of("value", person.userId(), "label", person.name());
    }

    private static String nameOf(Journey journey, Directory directory) {
        String user = PractitionerFiles.practitionerOf(journey.childRef());
        return Objects.requireNonNullElse(user == null ? null : directory.nameOf(user), journey.childRef());
    }
}

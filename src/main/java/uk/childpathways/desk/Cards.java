package uk.childpathways.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.around.Around;
import uk.childpathways.around.AroundChild;
import uk.childpathways.around.VisitWarning;
import uk.childpathways.breaches.Breaches;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.PlannedMeetings;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.people.Directory;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.submissions.Questions;

/**
 * Puts open tasks into the words of a {@link Card}, each fact asked once for all of them. A child whose record is closed
 * to the reader is not named, and neither is what the task is about.
 */
@Service
@Transactional(readOnly = true)
public class Cards {

    /** How the council wants children named on cards, which stand on screens that others pass. */
    public enum Naming {
        NAME,
        INITIALS
    }

    private final Children children;
    private final ChildAccess access;
    private final PractitionerFiles files;
    private final PlannedMeetings meetings;
    private final AgreedActions actions;
    private final Breaches breaches;
    private final Questions questions;
    private final AroundChild around;
    private final Directory directory;
    private final Clock clock;
    private final Naming naming;

    Cards(
            Children children,
            ChildAccess access,
            PractitionerFiles files,
            PlannedMeetings meetings,
            AgreedActions actions,
            Breaches breaches,
            Questions questions,
            AroundChild around,
            Directory directory,
            Clock pathwaysClock,
            @Value("${pathways.desk.names:name}") Naming naming) {
        this.children = children;
        this.access = access;
        this.files = files;
        this.meetings = meetings;
        this.actions = actions;
        this.breaches = breaches;
        this.questions = questions;
        this.around = around;
        this.directory = directory;
        this.clock = pathwaysClock;
        this.naming = naming;
    }

    /** In the order of the tasks; what is about a record closed to the reader is left out. */
    public List<Card> of(Collection<OpenWork.Task> tasks, String reader) {
        Set<String> refs = tasks.stream()
                .map(OpenWork.Task::childRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> open = new HashSet<>(access.openOf(
                reader,
                refs.stream().filter(ref -> !PractitionerFiles.isFile(ref)).toList()));
        refs.stream()
                .filter(ref -> PractitionerFiles.isFile(ref) && files.mayRead(reader, ref))
                .forEach(open::add);
        List<OpenWork.Task> readable = tasks.stream()
                .filter(task -> task.childRef() == null || open.contains(task.childRef()))
                .toList();
        Map<String, Child> known = children.ofRefs(open).stream().collect(Collectors.toMap(Child::ref, child -> child));
        Map<String, Instant> planned = planned(readable);
        Map<String, String> agreed = actions.followedUpIn(
                readable.stream().map(OpenWork.Task::processInstanceId).toList());
        Map<UUID, String> missed = breaches.standardsOf(readable.stream()
                .map(OpenWork.Task::breachId)
                .filter(Objects::nonNull)
                .toList());
        Map<String, String> names = directory.namesOf(readable.stream()
                .flatMap(task -> Stream.of(task.holder(), task.inPlaceOf()))
                .filter(Objects::nonNull)
                .toList());
        Map<String, String> warnings = warnings(readable);
        Instant now = clock.instant();
        return readable.stream()
                .map(task -> {
                    DueWords due = DueWords.of(task.due(), now);
                    Child child = known.get(task.childRef());
                    Instant meetsAt = planned.get(task.id());
                    return new Card(
                            task.id(),
                            title(task, agreed.get(task.processInstanceId()), missed.get(task.breachId())),
                            child == null ? null : child.ref(),
                            child == null ? whose(task.childRef()) : name(child),
                            child == null ? null : child.familyRef(),
                            task.due(),
                            due.words(),
                            due.late(),
                            holder(task, reader, names),
                            reader.equals(task.holder()) || task.inPlaceOf() != null && task.holder() == null,
                            meetsAt == null ? null : meeting(meetsAt, now),
                            meetsAt,
                            warnings.get(task.id()),
                            task.list());
                })
                .toList();
    }

    /**
     * The planned day of the meeting that a task is to hold, by task: its form says that the meeting was held, or the
     * standard that it keeps is that. One form holds the first review and those after it.
     */
    private Map<String, Instant> planned(List<OpenWork.Task> tasks) {
        Map<UUID, List<PlannedMeetings.Meeting>> ofJourney = meetings
                .of(tasks.stream()
                        .filter(task -> task.journeyId() != null && task.childRef() != null)
                        .map(OpenWork.Task::childRef)
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(meeting -> meeting.journey().id()));
        Map<String, Set<String>> recordedBy = new HashMap<>();
        Map<String, Instant> planned = new HashMap<>();
        for (OpenWork.Task task : tasks) {
            for (PlannedMeetings.Meeting meeting : ofJourney.getOrDefault(task.journeyId(), List.of())) {
                if (meeting.isHeldBy(task.standard())
                        || task.form() != null
                                && recordedBy.computeIfAbsent(task.form(), this::events).stream()
                                        .anyMatch(meeting::isHeldBy)) {
                    planned.put(task.id(), meeting.planned().occurredAt());
                }
            }
        }
        return planned;
    }

    /** What must be known before a visit, by the task that asks whether the child was seen. */
    private Map<String, String> warnings(List<OpenWork.Task> tasks) {
        Map<String, Boolean> visits = new HashMap<>();
        List<OpenWork.Task> ofVisits = tasks.stream()
                .filter(task -> task.form() != null && task.childRef() != null)
                .filter(task -> visits.computeIfAbsent(task.form(), this::isVisit))
                .toList();
        Map<String, Around> around =
                this.around.of(ofVisits.stream().map(OpenWork.Task::childRef).collect(Collectors.toSet()));
        Map<String, String> warnings = new HashMap<>();
        for (OpenWork.Task task : ofVisits) {
            String words = around.get(task.childRef()).warnings().stream()
                    .map(VisitWarning::inWords)
                    .collect(Collectors.joining("; "));
            if (!words.isEmpty()) {
                warnings.put(task.id(), words);
            }
        }
        return warnings;
    }

    private boolean isVisit(String form) {
        return questions
                .form(form)
                .map(asked -> asked.topLevelAnswers()
                        .anyMatch(field ->
                                field.key().equals("childSeen") || field.key().equals("visitedOn")))
                .orElse(false);
    }

    private Set<String> events(String form) {
        return questions
                .form(form)
                .map(asked -> asked.topLevelAnswers()
                        .flatMap(field -> field.words("event").stream())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static String meeting(Instant at, Instant now) {
        String day = Days.CARD.day(England.dayOf(at), England.dayOf(now));
        return England.at(at).toLocalTime().equals(LocalTime.MIDNIGHT) ? day : day + " at " + Days.time(at);
    }

    private static String title(OpenWork.Task task, String agreed, String missed) {
        String about = agreed != null ? agreed : missed != null ? missed : document(task);
        String title = about == null ? task.label() : task.label() + ": " + about;
        return task.returned() ? "Returned to you – " + title : title;
    }

    /** "S47 outcome" of the form {@code write-s47-outcome}, where the task's name does not say it. */
    private static String document(OpenWork.Task task) {
        if (task.documentForm() == null) return null;
        String words = task.documentForm()
                .replaceFirst("^[a-z0-9]+-", "")
                .replace('-', ' ')
                .replace("s47", "S47");
        return task.label().toLowerCase(java.util.Locale.ROOT).contains(words.toLowerCase(java.util.Locale.ROOT))
                ? null
                : words;
    }

    private String name(Child child) {
        return naming == Naming.NAME ? child.name() : initials(child.name());
    }

    static String initials(String name) {
        return Arrays.stream(name.split("[\\s-]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + ".")
                .collect(Collectors.joining(" "));
    }

    private String whose(String ref) {
        return ref == null || !PractitionerFiles.isFile(ref)
                ? null
                : directory.nameOf(PractitionerFiles.practitionerOf(ref));
    }

    private static String holder(OpenWork.Task task, String reader, Map<String, String> names) {
        String awayFor = task.inPlaceOf() == null
                ? ""
                : ", for " + names.getOrDefault(task.inPlaceOf(), task.inPlaceOf()) + ", who is away";
        if (task.holder() == null) return awayFor.isEmpty() ? "nobody yet" : "you" + awayFor;
        return reader.equals(task.holder()) ? "you" + awayFor : names.getOrDefault(task.holder(), task.holder());
    }
}

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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
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
            Directory directory,
            Clock pathwaysClock,
            @Value("${pathways.desk.children-by:name}") Naming naming) {
        this.children = children;
        this.access = access;
        this.files = files;
        this.meetings = meetings;
        this.actions = actions;
        this.breaches = breaches;
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
                .map(OpenWork.Task::holder)
                .filter(Objects::nonNull)
                .toList());
        Instant now = clock.instant();
        return readable.stream()
                .map(task -> {
                    DueWords due = DueWords.of(task.due(), now);
                    Child child = known.get(task.childRef());
                    Instant meetsAt = planned.get(task.journeyId() + "/" + task.standard());
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
                            reader.equals(task.holder()),
                            meetsAt == null ? null : meeting(meetsAt, now),
                            meetsAt,
                            task.list());
                })
                .toList();
    }

    /** The meetings planned in the journeys of these tasks, by journey and the standard that holding them keeps. */
    private Map<String, Instant> planned(List<OpenWork.Task> tasks) {
        Set<String> refs = tasks.stream()
                .filter(task -> task.standard() != null && task.standard().endsWith("-held"))
                .map(OpenWork.Task::childRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Instant> planned = new HashMap<>();
        if (!refs.isEmpty()) {
            meetings.of(refs)
                    .forEach(meeting -> planned.put(
                            meeting.journey().id() + "/" + meeting.heldEvent(),
                            meeting.planned().occurredAt()));
        }
        return planned;
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
        return naming == Naming.NAME
                ? child.name()
                : Arrays.stream(child.name().trim().split("[\\s-]+"))
                        .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)) + ".")
                        .collect(Collectors.joining(" "));
    }

    private String whose(String ref) {
        return ref == null || !PractitionerFiles.isFile(ref)
                ? null
                : directory.nameOf(PractitionerFiles.practitionerOf(ref));
    }

    private static String holder(OpenWork.Task task, String reader, Map<String, String> names) {
        if (task.holder() == null) return "nobody yet";
        return reader.equals(task.holder()) ? "you" : names.getOrDefault(task.holder(), task.holder());
    }
}

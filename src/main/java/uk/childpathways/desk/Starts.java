package uk.childpathways.desk;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriUtils;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.StartedFrom;
import uk.childpathways.web.NotFoundProblem;

/** What the person who is logged in can begin: in groups, by words, for one child, from one task. */
@Service
@Transactional(readOnly = true)
public class Starts {

    /** So many stand on a child's page; the others one step further. */
    private static final int FIRST = 8;

    /** What stands between two forms: no process begins, a page of ours takes it. */
    private static final Start WHAT_HAPPENED = new Start(
            "record-what-happened",
            "Record what happened",
            StartGroup.RECORD,
            0,
            "A call, a contact, a visit outside the plan or a note, for one child or several of a family.",
            List.of(
                    "call",
                    "telephone call",
                    "phone call",
                    "contact",
                    "note",
                    "case note",
                    "unplanned visit",
                    "visit outside the plan",
                    "conversation",
                    "email",
                    "letter",
                    "chronology",
                    "earlier event"),
            "Record a call, a contact or a note",
            Start.About.CHILD,
            null,
            Set.of());

    private static final String DIALOG = "/camunda/app/tasklist/default/#/?processStart=";

    private final StartModels models;
    private final Journeys journeys;
    private final ChildAccess access;
    private final StartedFrom from;
    private final Directory directory;

    Starts(StartModels models, Journeys journeys, ChildAccess access, StartedFrom from, Directory directory) {
        this.models = models;
        this.journeys = journeys;
        this.access = access;
        this.from = from;
        this.directory = directory;
    }

    /** A group of the list with what stands in it. */
    public record Group(String title, List<Line> starts) {}

    /**
     * One line of the list.
     *
     * @param label what it is called here: its name, or beside a task what the person would say
     * @param address where its form opens
     */
    public record Line(String process, String label, String says, String address) {}

    /** All, in their groups. */
    public List<Group> all() {
        return grouped(ofThisPerson(), null);
    }

    /** Those that are meant by the words, the likeliest first. */
    public List<Line> find(String words) {
        return StartSearch.find(ofThisPerson(), words).stream()
                .map(start -> line(start, null))
                .toList();
    }

    /** Those that can be begun for the child as things stand; none where the record is not open to the person. */
    public List<Group> allOfChild(String childRef) {
        return grouped(ofChild(childRef), childRef);
    }

    /** The same by words. */
    public List<Line> findOfChild(String childRef, String words) {
        return StartSearch.find(ofChild(childRef), words).stream()
                .map(start -> line(start, childRef))
                .toList();
    }

    /** The few that a child's page offers: of each group what is needed most, the groups in turn. */
    public List<Line> firstOfChild(String childRef) {
        return ofChild(childRef).stream()
                .sorted(Comparator.comparing(Start::order).thenComparing(Start::group))
                .limit(FIRST)
                .map(start -> line(start, childRef))
                .toList();
    }

    /**
     * What somebody at this task may want to begin for its child, in the words of who sits there.
     *
     * @throws NotFoundProblem in the same words whether there is no such task or it is not open to the person
     */
    public List<Line> fromTask(String taskId) {
        StartedFrom.Case its = from.task(taskId)
                .orElseThrow(() -> new NotFoundProblem(
                        "There is no such open task for you, or it is about no child: nothing can be begun from it."));
        return fitting(its.childRef()).stream()
                .filter(start -> start.fromTask() != null)
                .filter(start -> start.about() != Start.About.DEADLINE || its.deadlineId() != null)
                .sorted(Comparator.comparing(Start::order).thenComparing(Start::group))
                .map(start -> new Line(
                        start.process(),
                        start.fromTask(),
                        start.says(),
                        start == WHAT_HAPPENED
                                ? line(start, its.childRef()).address()
                                : DIALOG + start.process() + "&aboutTask=" + encoded(taskId)))
                .toList();
    }

    private List<Start> ofThisPerson() {
        return directory.worksWithChildren(directory.currentUser())
                ? Stream.concat(Stream.of(WHAT_HAPPENED), models.ofThisPerson().stream())
                        .toList()
                : models.ofThisPerson();
    }

    private List<Start> ofChild(String childRef) {
        return access.mayRead(directory.currentUser(), childRef) ? fitting(childRef) : List.of();
    }

    /** Without those that would be refused: the journey they ask for does not run, or the one that they open does. */
    private List<Start> fitting(String childRef) {
        Set<String> running = journeys.running(childRef).stream()
                .map(Journey::key)
                .filter(key -> !Journey.CASE_SUPERVISION.equals(key))
                .collect(Collectors.toSet());
        boolean supervised = journeys.running(childRef).size() > running.size();
        return ofThisPerson().stream()
                .filter(Start::ofChild)
                .filter(start -> start.about() == Start.About.CHILD || !running.isEmpty())
                .filter(start -> start.journey() == null || running.contains(start.journey()))
                .filter(start -> start.notBeside().stream()
                        .noneMatch(
                                kind -> running.contains(kind) || supervised && Journey.CASE_SUPERVISION.equals(kind)))
                .toList();
    }

    private static List<Group> grouped(Collection<Start> starts, String childRef) {
        Map<StartGroup, List<Line>> groups = StartSearch.find(List.copyOf(starts), "").stream()
                .collect(Collectors.groupingBy(
                        Start::group,
                        LinkedHashMap::new,
                        Collectors.mapping(start -> line(start, childRef), Collectors.toList())));
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey().title(), group.getValue()))
                .toList();
    }

    private static Line line(Start start, String childRef) {
        if (start == WHAT_HAPPENED) {
            return new Line(
                    start.process(),
                    start.name(),
                    start.says(),
                    childRef == null ? "/happened" : "/children/" + encoded(childRef) + "/happened");
        }
        return new Line(
                start.process(),
                start.name(),
                start.says(),
                DIALOG
                        + start.process()
                        + Optional.ofNullable(childRef)
                                .map(ref -> "&aboutChild=" + encoded(ref))
                                .orElse(""));
    }

    private static String encoded(String part) {
        return UriUtils.encode(part, java.nio.charset.StandardCharsets.UTF_8);
    }
}

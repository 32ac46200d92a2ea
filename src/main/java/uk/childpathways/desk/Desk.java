package uk.childpathways.desk;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/**
 * What a person must do, in order: each task in one list, the family's together, the most urgent first. Those who hold
 * meetings see these first, by their day and hour.
 */
@Service
@Transactional(readOnly = true)
public class Desk {

    private static final Set<Role> HOLD_MEETINGS = EnumSet.of(
            Role.CP_CHAIR,
            Role.IRO,
            Role.PANEL_ADVISER,
            Role.CONFERENCE_ADMINISTRATOR,
            Role.FOSTERING_REVIEWING_OFFICER);

    private static final int CHILDREN_FOUND = 10;
    private static final int WORKERS_FOUND = 5;

    private static final Comparator<Card> BY_DUE =
            Comparator.comparing(Card::due, Comparator.nullsLast(Comparator.naturalOrder()));
    private static final Comparator<Card> BY_MEETING =
            Comparator.comparing(Card::meetingAt, Comparator.nullsLast(Comparator.naturalOrder()));

    private final OpenWork work;
    private final Cards cards;
    private final Children children;
    private final ChildAccess access;
    private final Directory directory;
    private final Clock clock;

    Desk(OpenWork work, Cards cards, Children children, ChildAccess access, Directory directory, Clock pathwaysClock) {
        this.work = work;
        this.cards = cards;
        this.children = children;
        this.access = access;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /** @param ref null for a practitioner, who has no page of a child */
    public record Whom(String about, String ref) {}

    /**
     * Cards that are about one child, or about brothers and sisters.
     *
     * @param whom by reference; empty for work that is about nobody
     */
    public record Family(List<Whom> whom, List<Card> cards) {

        public String about() {
            return whom.stream().map(Whom::about).collect(Collectors.joining("; "));
        }
    }

    /**
     * One list.
     *
     * @param id for addresses within the page
     */
    public record Section(String id, String heading, List<Family> families) {

        public int size() {
            return families.stream().mapToInt(family -> family.cards().size()).sum();
        }
    }

    /** The person's lists; none of them is empty. */
    public List<Section> of(String userId) {
        List<Card> open = open(userId);
        Instant endOfToday = England.endOf(today());
        Instant endOfWeek = England.endOf(today().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
        Predicate<Card> meets = card -> card.meetingAt() != null;
        Map<String, Section> lists = new LinkedHashMap<>();
        if (directory.rolesOf(userId).stream().map(Role::of).anyMatch(HOLD_MEETINGS::contains)) {
            take(open, meets, BY_MEETING, "meetings", "Meetings", lists);
        }
        take(
                open,
                card -> card.mine() && card.list() == null && dueBy(card, endOfToday),
                BY_DUE,
                "today",
                "Today and late",
                lists);
        for (WorkList list : WorkList.values()) {
            take(
                    open,
                    card -> card.list() == list,
                    BY_DUE,
                    list.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    list.heading(),
                    lists);
        }
        take(open, meets, BY_MEETING, "meetings", "Meetings", lists);
        take(open, card -> card.mine() && dueBy(card, endOfWeek), BY_DUE, "week", "This week", lists);
        take(open, Card::mine, BY_DUE, "later", "Later", lists);
        take(open, card -> true, BY_DUE, "team", "Not taken yet: for you or a colleague", lists);
        return List.copyOf(lists.values());
    }

    /**
     * What is found by a child's name or reference, a family's reference, a worker's name or words of the task: on the
     * person's own desk, and for the children whose records they may open, whoever has the task.
     */
    public List<Family> search(String words, String userId) {
        List<String> wanted =
                Stream.of(words.toLowerCase(Locale.UK).trim().split("\\s+")).toList();
        Map<String, Card> found = new LinkedHashMap<>();
        open(userId).stream().filter(card -> says(card, wanted)).forEach(card -> found.put(card.taskId(), card));
        Set<String> refs = new LinkedHashSet<>(access.visible(words, PageRequest.of(0, CHILDREN_FOUND)).stream()
                .map(Child::ref)
                .toList());
        Stream<Child> ofWorkers = directory.search(words, null, true, PageRequest.of(0, WORKERS_FOUND)).stream()
                .map(Person::userId)
                .flatMap(worker -> children.allocatedTo(worker).stream());
        refs.addAll(access.openOf(
                userId,
                Stream.concat(ofWorkers, children.ofFamily(words.trim()).stream())
                        .map(Child::ref)
                        .toList()));
        cards.of(work.ofChildren(refs), userId).forEach(card -> found.putIfAbsent(card.taskId(), card));
        return families(found.values(), BY_DUE);
    }

    /**
     * What the person would do next: the first of their lists, without the task that they have just completed. A meeting on
     * a later day waits for that day.
     */
    public Optional<Card> next(String userId, String afterTask) {
        return of(userId).stream()
                .flatMap(section -> section.families().stream())
                .flatMap(family -> family.cards().stream())
                .filter(card -> !card.taskId().equals(afterTask))
                .filter(card -> card.meetingAt() == null || !card.meetingAt().isAfter(England.endOf(today())))
                .findFirst();
    }

    private List<Card> open(String userId) {
        Map<String, OpenWork.Task> all = new LinkedHashMap<>();
        work.heldBy(userId).forEach(task -> all.put(task.id(), task));
        work.offeredTo(userId).forEach(task -> all.putIfAbsent(task.id(), task));
        // A review may be held long before its limit: who holds it sees its day from when it is planned.
        return cards.of(all.values(), userId).stream()
                .filter(card -> card.mine()
                        || card.meetingAt() != null
                        || !all.get(card.taskId()).far())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Moves what matches into a list of its own, unless nothing does. */
    private static void take(
            List<Card> open,
            Predicate<Card> which,
            Comparator<Card> order,
            String id,
            String heading,
            Map<String, Section> lists) {
        List<Card> taken = open.stream().filter(which).toList();
        if (!taken.isEmpty()) {
            open.removeAll(taken);
            lists.put(id, new Section(id, heading, families(taken, order)));
        }
    }

    /** The family with the most urgent card first, and so within it. */
    private static List<Family> families(Collection<Card> cards, Comparator<Card> order) {
        Map<String, List<Card>> byFamily = cards.stream()
                .sorted(order)
                .collect(Collectors.groupingBy(Desk::familyOf, LinkedHashMap::new, Collectors.toList()));
        return byFamily.values().stream()
                .map(ofFamily -> new Family(
                        ofFamily.stream()
                                .filter(card -> card.about() != null)
                                .map(card -> new Whom(card.about(), card.childRef()))
                                .distinct()
                                .sorted(Comparator.comparing(
                                        Whom::ref, Comparator.nullsLast(Comparator.naturalOrder())))
                                .toList(),
                        ofFamily))
                .toList();
    }

    private static String familyOf(Card card) {
        if (card.family() != null) return card.family();
        return card.childRef() != null ? card.childRef() : card.child() != null ? card.child() : card.taskId();
    }

    private static boolean dueBy(Card card, Instant end) {
        return card.due() != null && !card.due().isAfter(end);
    }

    private static boolean says(Card card, List<String> words) {
        String text = String.join(
                        " ",
                        card.title(),
                        card.about() == null ? "" : card.about(),
                        card.family() == null ? "" : card.family(),
                        card.holder())
                .toLowerCase(Locale.UK);
        return words.stream().allMatch(text::contains);
    }

    private LocalDate today() {
        return England.dayOf(clock.instant());
    }
}

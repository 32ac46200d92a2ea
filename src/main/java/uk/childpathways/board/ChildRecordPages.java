package uk.childpathways.board;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.FoundBy;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.desk.Card;
import uk.childpathways.desk.Cards;
import uk.childpathways.desk.OpenWork;
import uk.childpathways.oversight.AgreedAction;
import uk.childpathways.oversight.AgreedActions;
import uk.childpathways.oversight.Oversight;
import uk.childpathways.oversight.OversightEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.Team;
import uk.childpathways.standards.Explanation;
import uk.childpathways.submissions.LabelledAnswers;
import uk.childpathways.submissions.LegalStatus;
import uk.childpathways.web.NotFoundProblem;

/**
 * A child's record for a colleague who opens it without knowing the child: what is happening, what is due and whom to call
 * (NEW-INT-02a, NEW-INT-02b, SWI-MPS-02, SWI-MPS-03b). The emergency duty service reads it for every child
 * (SWI-MPS-03a). Details, summary, chronology, genogram, the latest reports, plans and reviews are on one page, all of
 * it kept electronically (SWI-FIL-08a). Every view is logged by {@link ChildAccess} (SWI-CON-10).
 */
@Controller
class ChildRecordPages {

    static final String SUMMARY = "update-childs-summary";
    static final String SUPERVISED = "case-supervised";

    private static final int ENTRIES = 20;
    private static final int CHILDREN = 25;
    private static final int DOCUMENTS = 12;

    record Found(String ref, String name, String age, String team, String worker, String foundBy) {}

    record Contact(String part, String name, String phone, String email) {}

    record Due(
            String name,
            String due,
            boolean late,
            String lateWords,
            String why,
            String weight,
            String authority,
            String table) {}

    record Running(String journey, String openedOn, List<Card> steps) {}

    record Ended(String journey, String openedOn, String endedOn, String reason) {}

    record Entry(UUID id, String title, String at, String by, String journey) {}

    record Decision(
            String kind,
            String decision,
            String rationale,
            String effect,
            String by,
            String at,
            List<String> actions) {}

    record Action(String action, String owner, String by, boolean late) {}

    private final ChildAccess access;
    private final RecordAccess restrictions;
    private final Journeys journeys;
    private final JourneyNames journeyNames;
    private final Chronology chronology;
    private final Deadlines deadlines;
    private final Oversight oversight;
    private final AgreedActions actions;
    private final LabelledAnswers answers;
    private final LegalStatus legalStatus;
    private final OpenTasks openTasks;
    private final OpenWork work;
    private final Cards cards;
    private final PartsInTheCase parts;
    private final Directory directory;
    private final LineOfManagement management;
    private final FoundBy foundBy;
    private final JdbcClient db;
    private final Clock clock;

    ChildRecordPages(
            ChildAccess access,
            RecordAccess restrictions,
            Journeys journeys,
            JourneyNames journeyNames,
            Chronology chronology,
            Deadlines deadlines,
            Oversight oversight,
            AgreedActions actions,
            LabelledAnswers answers,
            LegalStatus legalStatus,
            OpenTasks openTasks,
            OpenWork work,
            Cards cards,
            PartsInTheCase parts,
            Directory directory,
            LineOfManagement management,
            FoundBy foundBy,
            JdbcClient db,
            Clock pathwaysClock) {
        this.access = access;
        this.restrictions = restrictions;
        this.journeys = journeys;
        this.journeyNames = journeyNames;
        this.chronology = chronology;
        this.deadlines = deadlines;
        this.oversight = oversight;
        this.actions = actions;
        this.answers = answers;
        this.legalStatus = legalStatus;
        this.openTasks = openTasks;
        this.work = work;
        this.cards = cards;
        this.parts = parts;
        this.directory = directory;
        this.management = management;
        this.foundBy = foundBy;
        this.db = db;
        this.clock = pathwaysClock;
    }

    @GetMapping("/children")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        Page<Child> found = access.visible(q, PageRequest.of(Math.max(0, page), CHILDREN));
        boolean nearly = found.getTotalElements() == 0 && !q.isBlank();
        if (nearly) {
            found = new PageImpl<>(access.nearly(q, CHILDREN));
        }
        model.addAttribute("nearly", nearly);
        Map<String, String> by =
                foundBy.otherThanByName(found.stream().map(Child::ref).toList(), q);
        Map<String, String> teams = teamNames();
        Map<String, String> names =
                directory.namesOf(found.stream().map(Child::allocatedWorker).toList());
        model.addAttribute("q", q);
        model.addAttribute(
                "children",
                found.map(child -> new Found(
                        child.ref(),
                        child.name(),
                        child.ageTextOn(today()),
                        teams.get(child.team()),
                        names.get(child.allocatedWorker()),
                        by.get(child.ref()))));
        return "pages/children";
    }

    @GetMapping("/children/{ref}")
    String one(@PathVariable String ref, @RequestParam(defaultValue = "0") int page, Model model) {
        Child child = access.open(ref);
        Instant now = clock.instant();
        List<Journey> all = journeys.of(ref);
        List<Journey> running = all.stream().filter(Journey::running).toList();
        List<OpenWork.Task> open = work.ofChildren(List.of(ref));
        Map<String, Card> cardOf =
                cards.of(open, directory.currentUser()).stream().collect(Collectors.toMap(Card::taskId, card -> card));
        Optional<ChronologyEntry> summary = chronology.latestOfChild(ref, SUMMARY);
        Page<ChronologyEntry> entries = chronology.of(ref, PageRequest.of(Math.max(0, page), ENTRIES));
        List<ChronologyEntry> documents = chronology.latestOfEachForm(ref, DOCUMENTS);
        List<OversightEntry> decided = oversight.of(ref, PageRequest.of(0, 5)).getContent();
        List<AgreedAction> toDo = actions.openFor(ref);
        Map<String, String> names = directory.namesOf(Stream.of(
                        entries.stream().map(ChronologyEntry::by),
                        documents.stream().map(ChronologyEntry::by),
                        decided.stream().map(OversightEntry::by),
                        toDo.stream().map(AgreedAction::owner),
                        summary.map(ChronologyEntry::by).stream())
                .flatMap(ids -> ids)
                .toList());
        JourneyNames journeyName = journeyNames.remembered();
        Map<UUID, String> nameOfJourney =
                all.stream().collect(Collectors.toMap(Journey::id, journey -> journeyName.of(journey.key())));

        model.addAttribute("child", child);
        String age = child.ageTextOn(today());
        model.addAttribute("age", age);
        model.addAttribute("formerNames", foundBy.formerNames(ref));
        // The age of an unborn child says the expected day already.
        model.addAttribute("born", age.startsWith("unborn") ? null : Days.TABLE.day(child.dateOfBirth()));
        model.addAttribute("siblings", access.siblingsFor(directory.currentUser(), ref));
        model.addAttribute("team", teamNames().get(child.team()));
        model.addAttribute("restricted", restrictions.restricted(ref));
        model.addAttribute("parts", parts.of(ref));
        model.addAttribute("emergencies", parts.emergencies(child, directory.currentUser()));
        model.addAttribute("contacts", contacts(child, running));
        summary.ifPresent(entry -> summary(entry, names, now, model));
        model.addAttribute("legalStatus", legalStatus.inWords(ref));
        model.addAttribute("due", due(ref, now));
        model.addAttribute("running", running(running, nameOfJourney, open, cardOf));
        model.addAttribute(
                "other", steps(open, task -> running.stream().noneMatch(j -> j.id().equals(task.journeyId())), cardOf));
        model.addAttribute(
                "ended",
                all.stream()
                        .filter(journey -> !journey.running())
                        .map(journey -> new Ended(
                                nameOfJourney.get(journey.id()),
                                Days.TABLE.day(journey.openedAt()),
                                Days.TABLE.day(journey.endedAt()),
                                journey.endReason()))
                        .toList());
        Instant supervised = lastSupervised(ref);
        model.addAttribute("supervisedOn", Days.TABLE.day(supervised));
        model.addAttribute("supervisedAgo", Days.ago(supervised, today()));
        model.addAttribute(
                "decisions",
                decided.stream()
                        .map(entry -> new Decision(
                                OversightEntry.inWords(entry.kind()),
                                entry.decisionInWords(),
                                entry.rationale(),
                                entry.effect(),
                                names.getOrDefault(entry.by(), entry.by()),
                                Days.TABLE.moment(entry.at()),
                                entry.actions().stream()
                                        .map(action -> action.action() + " (by " + Days.TABLE.day(action.by()) + ")")
                                        .toList()))
                        .toList());
        model.addAttribute(
                "actions",
                toDo.stream()
                        .map(action -> new Action(
                                action.action(),
                                names.getOrDefault(action.owner(), action.owner()),
                                Days.TABLE.day(action.dueOn()),
                                action.dueOn().isBefore(today())))
                        .toList());
        model.addAttribute("documents", entries(documents, names, nameOfJourney));
        model.addAttribute("entries", entries(entries.getContent(), names, nameOfJourney));
        model.addAttribute("page", entries.getNumber());
        model.addAttribute("pages", entries.getTotalPages());
        model.addAttribute("total", entries.getTotalElements());
        return "pages/child";
    }

    /** The link from a task in Tasklist to its child. */
    @GetMapping("/children/of-task/{taskId}")
    String ofTask(@PathVariable String taskId) {
        return openTasks
                .childOf(taskId)
                .filter(ref -> access.mayRead(directory.currentUser(), ref))
                .map(ref -> "redirect:/children/" + ref)
                .orElseThrow(() -> new NotFoundProblem(
                        "This task is about no child whose record is open to you, or it is done already."));
    }

    @GetMapping("/children/{ref}/record/{id}")
    String entry(@PathVariable String ref, @PathVariable UUID id, Model model) {
        Child child = access.open(ref);
        ChronologyEntry entry = chronology
                .find(id)
                .filter(found -> found.childRef().equals(child.ref()))
                .orElseThrow(() -> new NotFoundProblem("The record of " + ref + " has no such entry."));
        model.addAttribute("child", child);
        model.addAttribute("heading", entry.title());
        model.addAttribute("entryId", entry.id());
        model.addAttribute("by", directory.nameOf(entry.by()));
        model.addAttribute("at", Days.TABLE.moment(entry.at()));
        model.addAttribute("sections", answers.of(entry));
        return "pages/entry";
    }

    private void summary(ChronologyEntry entry, Map<String, String> names, Instant now, Model model) {
        model.addAttribute("summary", answers.of(entry));
        model.addAttribute("summaryOn", Days.TABLE.day(entry.at()));
        model.addAttribute("summaryBy", names.getOrDefault(entry.by(), entry.by()));
        model.addAttribute("summaryOld", England.dayOf(entry.at()).plusMonths(3).isBefore(England.dayOf(now)));
        model.addAttribute("situation", entry.answers().get("situationNow"));
        model.addAttribute("tonight", entry.answers().get("contingency"));
        if (entry.answers().get("keyPeople") instanceof List<?> people) {
            model.addAttribute(
                    "professionals",
                    people.stream()
                            .filter(Map.class::isInstance)
                            .map(person -> (Map<?, ?>) person)
                            .map(person -> new Contact(
                                    text(person.get("part")),
                                    text(person.get("who")),
                                    text(person.get("phone")),
                                    text(person.get("email"))))
                            .toList());
        }
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /**
     * What is owed to the child, late first, then the next, each with the reason for its date; after it what managers
     * owe for timescales that were missed.
     */
    private List<Due> due(String ref, Instant now) {
        return deadlines.openOfChildren(List.of(ref)).stream()
                .sorted(Comparator.comparing(Deadline::answersForBreach).thenComparing(Deadline::effectiveDue))
                .map(deadline -> {
                    boolean late = deadline.effectiveDue().isBefore(now);
                    Explanation why = deadlines.explain(deadline);
                    return new Due(
                            deadline.name(),
                            Days.TABLE.due(deadline.effectiveDue()),
                            late,
                            late ? lateBy(deadline.effectiveDue()) : null,
                            why.text(),
                            deadline.weight().words(),
                            deadline.authority(),
                            why.tableInWords());
                })
                .toList();
    }

    private String lateBy(Instant due) {
        long days = Days.since(due, today());
        return days == 0 ? "late today" : days == 1 ? "1 day late" : days + " days late";
    }

    private List<Running> running(
            List<Journey> running,
            Map<UUID, String> nameOfJourney,
            List<OpenWork.Task> open,
            Map<String, Card> cardOf) {
        return running.stream()
                .map(journey -> new Running(
                        nameOfJourney.get(journey.id()),
                        Days.TABLE.day(journey.openedAt()),
                        steps(open, task -> journey.id().equals(task.journeyId()), cardOf)))
                .toList();
    }

    private static List<Card> steps(
            List<OpenWork.Task> open, Predicate<OpenWork.Task> which, Map<String, Card> cardOf) {
        return open.stream()
                .filter(which)
                .map(task -> cardOf.get(task.id()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Entry> entries(
            List<ChronologyEntry> entries, Map<String, String> names, Map<UUID, String> nameOfJourney) {
        return entries.stream()
                .map(entry -> new Entry(
                        entry.id(),
                        entry.title(),
                        Days.TABLE.moment(entry.at()),
                        Directory.APPLICATION.equals(entry.by()) ? null : names.getOrDefault(entry.by(), entry.by()),
                        nameOfJourney.get(entry.journeyId())))
                .toList();
    }

    /** Whom to call, the nearest to the child first. */
    private List<Contact> contacts(Child child, List<Journey> running) {
        Map<String, Contact> contacts = new LinkedHashMap<>();
        directory
                .person(child.allocatedWorker())
                .ifPresent(person -> add(contacts, "Allocated worker", List.of(person)));
        add(contacts, "Team manager", management.teamManagersOf(child.team()));
        add(contacts, "Assistant team manager", directory.inRole(Role.ASSISTANT_TEAM_MANAGER, child.team()));
        add(contacts, "Service manager", management.serviceManagersOf(child.team()));
        Set<String> keys = running.stream().map(Journey::key).collect(Collectors.toSet());
        if (keys.contains("child-protection-plan") || keys.contains("s47-to-icpc")) {
            add(contacts, "Conference chair", directory.inRole(Role.CP_CHAIR, null));
        }
        if (keys.contains("child-in-care") || keys.contains("adoption")) {
            add(contacts, "Independent reviewing officer", parts.reviewingOfficers(child));
        }
        add(contacts, "Emergency duty service (out of hours)", directory.inRole(Role.EDS, null));
        return new ArrayList<>(contacts.values());
    }

    private static void add(Map<String, Contact> contacts, String part, List<Person> people) {
        people.stream()
                .limit(3)
                .forEach(person -> contacts.putIfAbsent(
                        person.userId(), new Contact(part, person.name(), person.phone(), person.email())));
    }

    private Instant lastSupervised(String ref) {
        return db
                .sql("select max(occurred_at) from pathways.journey_event where child_ref = ? and name = ?")
                .params(ref, SUPERVISED)
                .query((rs, i) -> rs.getTimestamp(1))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(java.sql.Timestamp::toInstant)
                .orElse(null);
    }

    private Map<String, String> teamNames() {
        return directory.teams().stream().collect(Collectors.toMap(Team::id, Team::name));
    }

    private LocalDate today() {
        return England.dayOf(clock.instant());
    }
}

package uk.childpathways.breaches;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.standards.Weight;

/** The breaches that wait for an answer, as a manager sees them: only of children whose record they may open. */
@Component
@Transactional(readOnly = true)
class OpenBreaches {

    /** By what they are sorted; the first is what a manager asks first: whose cause is it? */
    enum By {
        WORKER("Worker", Comparator.comparing(Line::worker)),
        CHILD("Child", Comparator.comparing(Line::childRef)),
        STANDARD("What was missed", Comparator.comparing(Line::standard)),
        WEIGHT("Weight", Comparator.comparing(Line::weight));

        private final String words;
        private final Comparator<Line> order;

        By(String words, Comparator<Line> order) {
            this.words = words;
            this.order = order;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One of them.
     *
     * @param worker who had the work then, by name
     * @param asked the role that is asked first
     * @param mayAnswer whether the reader can answer it now
     */
    record Line(
            UUID id,
            String childRef,
            String childName,
            String standard,
            Weight weight,
            String worker,
            String due,
            long daysLate,
            boolean declared,
            String asked,
            boolean mayAnswer) {}

    private record Row(Breach breach, String childName, String team, Weight weight) {}

    private final NamedParameterJdbcTemplate db;
    private final ChildAccess access;
    private final AnswerTasks tasks;
    private final Directory directory;
    private final LineOfManagement line;
    private final Clock clock;

    OpenBreaches(
            NamedParameterJdbcTemplate db,
            ChildAccess access,
            AnswerTasks tasks,
            Directory directory,
            LineOfManagement line,
            Clock pathwaysClock) {
        this.db = db;
        this.access = access;
        this.tasks = tasks;
        this.directory = directory;
        this.line = line;
        this.clock = pathwaysClock;
    }

    /** Those open to the reader, sorted; within what is equal the heaviest first, then the longest late. */
    List<Line> of(String reader, By by) {
        List<Row> rows = rows(reader);
        Map<UUID, AnswerTasks.AnswerTask> open = tasks.openFor(
                reader, rows.stream().map(row -> row.breach().id()).toList());
        Map<String, String> groups = directory.allGroups();
        Instant now = clock.instant();
        return rows.stream()
                .map(row -> new Line(
                        row.breach().id(),
                        row.breach().childRef(),
                        row.childName(),
                        row.breach().standardName(),
                        row.weight(),
                        owner(row.breach(), groups),
                        Days.TABLE.due(row.breach().due()),
                        Math.max(0, Days.since(row.breach().due(), England.dayOf(now))),
                        row.breach().declared(),
                        Role.of(row.breach().answerBy()).words(),
                        open.containsKey(row.breach().id()) || (row.weight() == Weight.OFFICE && asked(reader, row))))
                .sorted(by.order
                        .thenComparing(Line::weight)
                        .thenComparing(Comparator.comparing(Line::daysLate).reversed())
                        .thenComparing(Line::childRef)
                        .thenComparing(Line::id))
                .toList();
    }

    private List<Row> rows(String reader) {
        Map<String, Object> values = new HashMap<>(access.reader(reader));
        return db.query(
                """
                select b.*, c.name as child_name, c.team_id, d.weight from pathways.breach b
                join pathways.deadline d on d.id = b.deadline_id
                join pathways.child c on c.ref = b.child_ref
                where not pathways.breach_answered(b.id)
                and (d.status in ('OPEN', 'BREACHED') or d.weight <> 'office')
                and %s
                """.formatted(ChildAccess.OPEN),
                values,
                (row, number) -> new Row(
                        BreachRecords.breach(row, number),
                        row.getString("child_name"),
                        row.getString("team_id"),
                        Weight.ofCode(row.getString("weight"))));
    }

    private String owner(Breach breach, Map<String, String> groups) {
        return breach.owner() == null
                ? "nobody"
                : Stream.of(breach.owner().split(","))
                        .map(each -> groups.containsKey(each) ? groups.get(each) : directory.nameOf(each))
                        .collect(Collectors.joining("; "));
    }

    /** Office work has no task until the week is over: whoever would get it, or stands above, may answer before. */
    private boolean asked(String reader, Row row) {
        Role first = Role.of(row.breach().answerBy());
        Person person = directory.person(reader).orElse(null);
        return person != null
                && person.roles().stream()
                        .map(Role::of)
                        .filter(Role::manager)
                        .filter(role -> line.scrutinises(role) == line.scrutinises(first) || role == Role.DIRECTOR)
                        .filter(role -> !role.ofTeam() || row.team().equals(person.team()))
                        .filter(role -> role == Role.TEAM_MANAGER || !role.ofTeam())
                        .filter(role -> role != Role.EARLY_HELP_MANAGER || role == first)
                        .filter(role -> first != Role.EARLY_HELP_MANAGER || role != Role.TEAM_MANAGER)
                        .anyMatch(role -> line.height(role) >= line.height(first));
    }
}

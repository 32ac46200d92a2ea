package uk.childpathways.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.SafeCsv;

/**
 * Many people at once, from a file. First it is only said, line by line, what would change; then it is done as a whole,
 * if the administrator confirms it and nothing has changed meanwhile. A file with a line that is refused is not taken.
 */
@Component
@Transactional
public class PeopleImport {

    /** What becomes of a line. */
    public enum Outcome {
        NEW,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    /** @param from null for a person who is new */
    public record Difference(String field, String from, String to) {}

    /**
     * @param line number in the file, the heading being 1
     * @param why only where it is refused
     */
    public record Row(
            long line, Outcome outcome, String userId, String name, List<Difference> differences, String why) {}

    /** @param mark stands for the file and for all people and teams as they were: another mark, another plan */
    public record Plan(List<Row> rows, String mark) {
        public long count(String outcome) {
            return rows.stream()
                    .filter(row -> row.outcome().name().equals(outcome))
                    .count();
        }

        public boolean canBeDone() {
            return count("REFUSED") == 0 && count("NEW") + count("CHANGED") > 0;
        }
    }

    private final StaffAdministration staff;
    private final DirectoryMaintenance maintenance;
    private final PersonRepository people;
    private final TeamRepository teams;
    private final ServiceRepository services;
    private final WaitingPeople waiting;
    private final AuditTrail trail;

    PeopleImport(
            StaffAdministration staff,
            DirectoryMaintenance maintenance,
            PersonRepository people,
            TeamRepository teams,
            ServiceRepository services,
            WaitingPeople waiting,
            AuditTrail trail) {
        this.waiting = waiting;
        this.staff = staff;
        this.maintenance = maintenance;
        this.people = people;
        this.teams = teams;
        this.services = services;
        this.trail = trail;
    }

    /** Everybody, also those who have left, as a file that can be read in again. */
    @Transactional(readOnly = true)
    public String file() {
        staff.checkMayMaintain();
        return SafeCsv.write(
                PeopleFile.COLUMNS,
                people.findAll(Sort.by("userId")).stream()
                        .map(waiting.asAskedFor())
                        .map(PeopleFile::row)
                        .toList());
    }

    /**
     * Says what the file would change; changes nothing.
     *
     * @throws BadInputProblem where the file as a whole cannot be read
     */
    @Transactional(readOnly = true)
    public Plan plan(byte[] file) {
        staff.checkMayMaintain();
        Map<String, Person> known = new HashMap<>();
        people.findAll(Sort.by("userId")).stream()
                .map(waiting.asAskedFor())
                .forEach(person -> known.put(person.userId(), person));
        Map<String, Long> first = new HashMap<>();
        Map<String, Long> addresses = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (PeopleFile.Line line : PeopleFile.read(file)) {
            String userId = line.cells().getOrDefault("user_id", "");
            Long before = first.putIfAbsent(userId.toLowerCase(Locale.ROOT), line.number());
            rows.add(
                    line.problem() != null
                            ? refused(line, line.problem())
                            : before != null
                                    ? refused(line, "'" + userId + "' stands in line " + before + " already.")
                                    : row(line, known.get(userId), addresses));
        }
        return new Plan(rows, mark(file));
    }

    /**
     * Does what {@link #plan} said.
     *
     * @param mark of the plan that was confirmed
     * @throws ConflictProblem where the file or the people are no longer those of the plan
     * @return user ids of those who are new
     */
    public List<String> carryOut(byte[] file, String mark) {
        staff.checkMayMaintain();
        // Nobody else puts in people between the look and the deed.
        maintenance.oneAtATime();
        Plan plan = plan(file);
        if (!plan.mark().equals(mark)) {
            throw new ConflictProblem("People, teams or the file have changed since this list was made. Nothing was"
                    + " changed: choose the file again and look at the new list.");
        }
        if (!plan.canBeDone()) {
            throw new BadInputProblem("Nothing was changed: a line is refused, or there is nothing to change.");
        }
        trail.actingBecause("from a file with " + plan.rows().size() + " lines");
        Map<Long, PeopleFile.Line> lines = new HashMap<>();
        PeopleFile.read(file).forEach(line -> lines.put(line.number(), line));
        List<String> added = new ArrayList<>();
        for (Row row : plan.rows()) {
            if (row.outcome() == Outcome.NEW || row.outcome() == Outcome.CHANGED) {
                Person present =
                        people.findById(row.userId()).map(waiting::asAskedFor).orElse(null);
                maintenance.put(wanted(lines.get(row.line()), present), null);
                if (row.outcome() == Outcome.NEW) {
                    added.add(row.userId());
                }
            }
        }
        return added;
    }

    private Row row(PeopleFile.Line line, Person present, Map<String, Long> addresses) {
        Person wanted;
        try {
            wanted = wanted(line, present);
        } catch (BadInputProblem problem) {
            return refused(line, problem.getMessage());
        }
        if (present == null && !wanted.active()) {
            return refused(line, "Somebody who is new works here: 'active' cannot be no.");
        }
        if (present != null && present.active() && !wanted.active()) {
            return refused(
                    line,
                    "Nobody leaves by a file: open the person and choose 'Leaves', where it is shown what becomes of their"
                            + " work.");
        }
        List<Difference> differences = differences(present, wanted);
        if (present != null && differences.isEmpty()) {
            return new Row(line.number(), Outcome.UNCHANGED, wanted.userId(), wanted.name(), List.of(), null);
        }
        List<String> problems =
                new ArrayList<>(maintenance.problems(wanted, null).values());
        Long before = wanted.email() == null || !wanted.active()
                ? null
                : addresses.putIfAbsent(wanted.email().toLowerCase(Locale.ROOT), line.number());
        if (before != null) {
            problems.add("The e-mail address stands in line " + before + " already: give each person their own.");
        }
        return problems.isEmpty()
                ? new Row(
                        line.number(),
                        present == null ? Outcome.NEW : Outcome.CHANGED,
                        wanted.userId(),
                        wanted.name(),
                        differences,
                        null)
                : refused(line, String.join(" ", problems));
    }

    private static Row refused(PeopleFile.Line line, String why) {
        return new Row(
                line.number(),
                Outcome.REFUSED,
                line.cells().getOrDefault("user_id", ""),
                line.cells().getOrDefault("name", ""),
                List.of(),
                why);
    }

    private static Person wanted(PeopleFile.Line line, Person present) {
        Map<String, String> cells = line.cells();
        return new Person(
                cells.get("user_id"),
                text(cells, "name", present == null ? null : present.name()),
                cells.containsKey("roles") ? roles(cells.get("roles")) : present == null ? Set.of() : present.roles(),
                text(cells, "team", present == null ? null : present.team()),
                text(cells, "service", present == null ? null : present.service()),
                text(cells, "email", present == null ? null : present.email()),
                text(cells, "phone", present == null ? null : present.phone()),
                yes(cells, "registered", present != null && present.registered()),
                yes(cells, "suitably_qualified", present != null && present.suitablyQualified()),
                yes(cells, "active", present == null || present.active()));
    }

    private static Set<String> roles(String cell) {
        return new TreeSet<>(Arrays.stream(cell.split("[\\s,;|]+"))
                .filter(role -> !role.isBlank())
                .toList());
    }

    private static String text(Map<String, String> cells, String column, String otherwise) {
        String cell = cells.get(column);
        return cell == null ? otherwise : cell.isBlank() ? null : cell;
    }

    private static boolean yes(Map<String, String> cells, String column, boolean otherwise) {
        String cell = cells.getOrDefault(column, "").toLowerCase(Locale.ROOT);
        return switch (cell) {
            case "" -> otherwise;
            case "yes", "true", "1", "y" -> true;
            case "no", "false", "0", "n" -> false;
            default -> throw new BadInputProblem("In '" + column + "' stands '" + cell + "': write yes or no.");
        };
    }

    private static List<Difference> differences(Person present, Person wanted) {
        List<String> before = present == null ? null : PeopleFile.row(present);
        List<String> after = PeopleFile.row(wanted);
        List<Difference> differences = new ArrayList<>();
        for (int i = 1; i < PeopleFile.COLUMNS.size(); i++) {
            String from = before == null ? null : empty(before.get(i));
            String to = empty(after.get(i));
            boolean saysSomething = before != null || !(to.isEmpty() || to.equals("no"));
            if (!Objects.equals(from, to) && saysSomething) {
                differences.add(new Difference(PeopleFile.COLUMNS.get(i).replace('_', ' '), from, to));
            }
        }
        return differences;
    }

    private static String empty(String text) {
        return text == null ? "" : text;
    }

    /** Of the file and of everybody as they are now. */
    private String mark(byte[] file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(file);
            people.findAll(Sort.by("userId")).stream()
                    .map(waiting.asAskedFor())
                    .forEach(person -> add(digest, PeopleFile.row(person).toString()));
            teams.findAll(Sort.by("id"))
                    .forEach(team -> add(digest, team.id() + "\n" + team.service() + "\n" + team.active()));
            services.findAll(Sort.by("id")).forEach(service -> add(digest, service.id() + "\n" + service.active()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}

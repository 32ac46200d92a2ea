package uk.childpathways.chronology;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/**
 * Who may put right what stands on a record, and until when: a table ({@code chronology/who-corrects.csv}), each row with
 * its reason.
 */
@Component
class WhoCorrects {

    /** What can be done, as the table names it. */
    enum What {
        ADD("add"),
        CORRECT("correct"),
        /** A date from which a clock ran, or that met one. */
        CORRECT_DATE("correct-date"),
        MOVE("move");

        private final String key;

        What(String key) {
            this.key = key;
        }
    }

    /** @param days within how many days after the recording; null for any time */
    record Row(String what, String who, Integer days, String why) {

        public String words() {
            String until = days == null ? "at any time" : "within " + days + " days";
            return switch (who) {
                case "anyone" -> "whoever may open the record, " + until;
                case "author" -> "who wrote it, " + until;
                case "manager" -> "a manager of the child's team, " + until;
                default -> "a service manager, " + until;
            };
        }
    }

    private static final List<Role> ABOVE = List.of(Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE, Role.DIRECTOR);

    private final List<Row> rows = read();
    private final Directory directory;
    private final LineOfManagement management;
    private final Clock clock;

    WhoCorrects(Directory directory, LineOfManagement management, Clock pathwaysClock) {
        this.directory = directory;
        this.management = management;
        this.clock = pathwaysClock;
    }

    List<Row> rows(What what) {
        return rows.stream().filter(row -> row.what().equals(what.key)).toList();
    }

    boolean may(What what, ChronologyEntry entry, Child child, String user) {
        LocalDate recorded = England.dayOf(entry.at());
        LocalDate today = England.dayOf(clock.instant());
        return rows(what).stream()
                .filter(row -> row.days() == null || !today.isAfter(recorded.plusDays(row.days())))
                .anyMatch(row -> is(row.who(), entry, child, user));
    }

    private boolean is(String who, ChronologyEntry entry, Child child, String user) {
        boolean author = user.equals(entry.by());
        return switch (who) {
            case "anyone" -> true;
            case "author" -> author;
            case "manager" -> !author && management.manages(user, child.team());
            case "service-manager" ->
                management.manages(user, child.team())
                        && directory.rolesOf(user).stream().map(Role::of).anyMatch(ABOVE::contains);
            default -> throw new IllegalStateException("who-corrects.csv names '" + who + "'.");
        };
    }

    /** Who may instead, with the names of those who can be asked. */
    String refusal(What what, Child child) {
        List<Person> askable = new ArrayList<>(management.teamManagersOf(child.team()));
        askable.addAll(management.serviceManagersOf(child.team()));
        String names = askable.stream().map(Person::name).limit(3).collect(Collectors.joining(", "));
        return "This is done by " + rows(what).stream().map(Row::words).collect(Collectors.joining("; ")) + "."
                + (names.isEmpty() ? "" : " You can ask: " + names + ".")
                + " What is true can be added by yourself, now.";
    }

    private static List<Row> read() {
        try (InputStream file = WhoCorrects.class.getResourceAsStream("/chronology/who-corrects.csv");
                InputStreamReader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).stream()
                    .map(WhoCorrects::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(CSVRecord row) {
        String days = row.get("days");
        return new Row(row.get("what"), row.get("who"), days.isBlank() ? null : Integer.valueOf(days), row.get("why"));
    }
}

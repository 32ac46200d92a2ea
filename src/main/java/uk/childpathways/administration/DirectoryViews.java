package uk.childpathways.administration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.notices.PasswordLetters;
import uk.childpathways.people.Absence;
import uk.childpathways.people.Confirmations;
import uk.childpathways.people.Cover;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.LeavingDays;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.PasswordLinks;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.Service;
import uk.childpathways.people.Team;
import uk.childpathways.people.TeamMaintenance;
import uk.childpathways.people.TeamMove;
import uk.childpathways.people.TeamMoves;
import uk.childpathways.people.Waiting;
import uk.childpathways.people.WaitingPeople;

/** The directory in words: what its pages show of a person, a team, a service. */
@Component
@Transactional(readOnly = true)
class DirectoryViews {

    record Line(
            String userId,
            String name,
            String roles,
            String team,
            String service,
            String email,
            String phone,
            String away,
            String leavesOn,
            boolean active,
            boolean administrator,
            boolean waits) {}

    record Detail(
            Line line,
            boolean registered,
            boolean suitablyQualified,
            List<Line> managedBy,
            String why,
            List<Line> manages,
            List<Line> covers) {}

    record TeamLine(String id, String name, String managers, int people) {}

    record ServiceLine(String id, String name, String managers, List<TeamLine> teams) {}

    private final Directory directory;
    private final DirectoryMaintenance maintenance;
    private final LineOfManagement management;
    private final Cover cover;
    private final LeavingDays leavingDays;
    private final PasswordLinks links;
    private final PasswordLetters letters;
    private final WaitingPeople asked;
    private final Confirmations confirmations;
    private final TeamMoves moves;
    private final TeamMaintenance upkeep;

    DirectoryViews(
            Directory directory,
            DirectoryMaintenance maintenance,
            LineOfManagement management,
            Cover cover,
            LeavingDays leavingDays,
            PasswordLinks links,
            PasswordLetters letters,
            WaitingPeople asked,
            Confirmations confirmations,
            TeamMoves moves,
            TeamMaintenance upkeep) {
        this.moves = moves;
        this.upkeep = upkeep;
        this.confirmations = confirmations;
        this.asked = asked;
        this.links = links;
        this.letters = letters;
        this.leavingDays = leavingDays;
        this.directory = directory;
        this.maintenance = maintenance;
        this.management = management;
        this.cover = cover;
    }

    Page<Line> lines(Page<Person> people) {
        Words words = new Words();
        return people.map(words::line);
    }

    /** @param linkUntil in words; null where no link is open */
    record WithoutPassword(String userId, String name, String linkUntil, boolean byMail) {}

    List<WithoutPassword> waiting() {
        return links.waiting().stream()
                .map(waiting -> new WithoutPassword(
                        waiting.userId(),
                        waiting.name(),
                        Days.TABLE.moment(waiting.linkUntil()),
                        letters.canMail(waiting.userId())))
                .toList();
    }

    /**
     * @param roles as they are asked for
     * @param now the roles, team and service that are in force
     */
    record Unconfirmed(
            String userId,
            String name,
            String roles,
            String team,
            String service,
            String email,
            boolean password,
            Line now,
            String why,
            String askedBy,
            String askedAt,
            String secondPeople,
            boolean can,
            String mark) {}

    /** What waits for a second person, as this reader sees it. */
    Unconfirmed unconfirmed(Waiting waiting, String reader) {
        Person person = directory.person(waiting.userId()).orElseThrow();
        Line wanted = new Words().line(asked.asAskedFor(person));
        return new Unconfirmed(
                waiting.userId(),
                person.name(),
                wanted.roles(),
                wanted.team(),
                wanted.service(),
                person.email(),
                links.waiting().stream().noneMatch(without -> without.userId().equals(waiting.userId())),
                new Words().line(person),
                waiting.why(),
                waiting.askedBy().stream().map(directory::nameOf).collect(Collectors.joining(", ")),
                Days.TABLE.moment(waiting.askedAt()),
                confirmations.secondPeople(waiting).stream().map(Person::name).collect(Collectors.joining(", ")),
                confirmations.can(reader, waiting),
                confirmations.mark(waiting));
    }

    /**
     * A team that is to go to another service.
     *
     * @param from the service's name, as are the others
     */
    record Move(
            String id,
            String name,
            String from,
            String to,
            String askedBy,
            String askedAt,
            String secondPeople,
            boolean can,
            String mark) {}

    Move teamMove(TeamMove move, String reader) {
        return new Move(
                move.team(),
                directory.teamById(move.team()).map(Team::name).orElse(move.team()),
                upkeep.nameOfService(move.from()),
                upkeep.nameOfService(move.to()),
                move.askedBy().stream().map(directory::nameOf).collect(Collectors.joining(", ")),
                Days.TABLE.moment(move.askedAt()),
                moves.secondPeople(move).stream().map(Person::name).collect(Collectors.joining(", ")),
                moves.can(reader, move),
                moves.mark(move));
    }

    /** How the line came about: it follows from role and team and is put in nowhere. */
    private static String why(List<Person> managers) {
        String follows = "Follows from role and team: the next rung above that somebody holds.";
        return managers.isEmpty()
                ? ""
                : managers.size() == 1
                        ? follows
                        : follows + " " + (managers.size() == 2 ? "Both" : "All " + managers.size())
                                + " sign off here, and whoever takes a decision first decides. Which of them supervises"
                                + " this person is named in Tasklist, with 'Change supervisor'.";
    }

    Detail detail(Person person) {
        List<Person> managers = management.managersOf(person.userId());
        Words words = new Words();
        List<Line> manages = directory.everybody().stream()
                .filter(other -> person.active() && !other.userId().equals(person.userId()))
                .filter(other -> isManager(person)
                        && management.managersOf(other.userId()).stream()
                                .anyMatch(manager -> manager.userId().equals(person.userId())))
                .map(words::line)
                .toList();
        return new Detail(
                words.line(person),
                person.registered(),
                person.suitablyQualified(),
                managers.stream().map(words::line).toList(),
                why(managers),
                manages,
                cover.coveredBy(person.userId()).stream().map(words::line).toList());
    }

    private static boolean isManager(Person person) {
        return person.roles().stream().map(Role::of).anyMatch(Role::manager);
    }

    List<ServiceLine> services() {
        Map<String, List<Team>> teams = directory.teams().stream().collect(Collectors.groupingBy(Team::service));
        List<Person> serviceManagers = directory.inRole(Role.SERVICE_MANAGER, null);
        return maintenance.services().stream()
                .map(service -> new ServiceLine(
                        service.id(),
                        service.name(),
                        names(serviceManagers.stream()
                                .filter(manager -> manager.service() == null
                                        || manager.service().equals(service.id()))
                                .toList()),
                        teams.getOrDefault(service.id(), List.of()).stream()
                                .map(team -> new TeamLine(
                                        team.id(),
                                        team.name(),
                                        names(management.teamManagersOf(team.id())),
                                        directory.team(team.id()).size()))
                                .toList()))
                .toList();
    }

    private static String names(List<Person> people) {
        return people.stream().map(Person::name).collect(Collectors.joining(", "));
    }

    /** Role key → what people read, in the order of the line of management. */
    static Map<String, String> roleNames() {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        for (Role role : Role.values()) {
            names.put(role.key(), capital(role.words()));
        }
        return names;
    }

    Map<String, String> teamNames() {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        directory.teams().forEach(team -> names.put(team.id(), team.name()));
        return names;
    }

    Map<String, String> serviceNames() {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        maintenance.services().forEach(service -> names.put(service.id(), service.name()));
        return names;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Looks names up once for a whole list. */
    private final class Words {
        private final Map<String, Team> teams = new TreeMap<>();
        private final Map<String, String> services =
                maintenance.services().stream().collect(Collectors.toMap(Service::id, Service::name));
        private final Set<String> unconfirmed =
                asked.all().stream().map(Waiting::userId).collect(Collectors.toSet());
        private final Set<String> administrators = Set.copyOf(maintenance.administrators());

        Line line(Person person) {
            Team team = person.team() == null
                    ? null
                    : teams.computeIfAbsent(
                            person.team(), id -> directory.teamById(id).orElse(null));
            String service = person.service() == null && team != null ? team.service() : person.service();
            return new Line(
                    person.userId(),
                    person.name(),
                    person.roles().stream()
                            .map(key -> Role.find(key).map(Role::words).orElse(key))
                            .map(DirectoryViews::capital)
                            .collect(Collectors.joining(", ")),
                    team == null ? "" : team.name(),
                    service == null ? "" : services.getOrDefault(service, service),
                    person.email(),
                    person.phone(),
                    away(person),
                    person.active()
                            ? leavingDays
                                    .of(person.userId())
                                    .map(leaving -> Days.SHORT.day(leaving.on()))
                                    .orElse("")
                            : "",
                    person.active(),
                    administrators.contains(person.userId()),
                    unconfirmed.contains(person.userId()));
        }

        private String away(Person person) {
            Optional<Absence> absence = cover.absenceOf(person.userId());
            if (absence.isEmpty()) {
                return "";
            }
            Absence now = absence.get();
            String until = person.active() && now.backOn() != null ? " until " + Days.SHORT.day(now.backOn()) : "";
            String by = now.coveredBy() == null ? "" : ", covered by " + directory.nameOf(now.coveredBy());
            return (person.active() ? "Away" : "Left") + until + by;
        }
    }
}

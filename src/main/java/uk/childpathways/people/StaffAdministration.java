package uk.childpathways.people;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/** Adds people and teams, and keeps their login accounts up to date. */
@Component
@Order(StartUpStep.PEOPLE)
public class StaffAdministration implements StartUpStep {

    private final PersonRepository people;
    private final TeamRepository teams;
    private final ServiceRepository services;
    private final Directory directory;
    private final LoginAccounts accounts;
    private final Cover cover;
    private final OpenWork work;
    private final AbsenceRepository absences;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StaffAdministration(
            PersonRepository people,
            TeamRepository teams,
            ServiceRepository services,
            Directory directory,
            LoginAccounts accounts,
            Cover cover,
            OpenWork work,
            AbsenceRepository absences,
            ApplicationEventPublisher events,
            Clock pathwaysClock) {
        this.people = people;
        this.teams = teams;
        this.services = services;
        this.directory = directory;
        this.accounts = accounts;
        this.cover = cover;
        this.work = work;
        this.absences = absences;
        this.events = events;
        this.clock = pathwaysClock;
    }

    /** At start: every role has its group, and everybody is in the groups of their roles. */
    @Override
    @Transactional
    public void run() {
        accounts.putGroups(directory.allGroups());
        alignEverybody();
    }

    @Transactional
    public Service putService(String id, String name) {
        checkId(id, "service");
        return services.saveAndFlush(new Service(id, name == null || name.isBlank() ? id : name));
    }

    @Transactional
    public Team putTeam(String id, String name, String serviceId) {
        checkId(id, "team");
        if (serviceId == null || services.findById(serviceId).isEmpty()) {
            throw new BadInputProblem("There is no service '" + serviceId + "' for the team to belong to.");
        }
        Team team = teams.saveAndFlush(new Team(id, name == null || name.isBlank() ? id : name, serviceId));
        accounts.putGroups(directory.allGroups());
        alignEverybody();
        return team;
    }

    /**
     * Adds or updates a person; their login follows. A person who is no longer active loses
     * the login and keeps their place in the record; their open work is offered to the team at once.
     *
     * @param password for the login; null keeps the present one
     */
    @Transactional
    public Person put(Person person, String password) {
        return put(person, password, null);
    }

    /** @param coveredBy who takes the place of a person who leaves, until there is a successor; null for nobody */
    @Transactional
    public Person put(Person person, String password, String coveredBy) {
        check(person, password);
        checkCover(person, coveredBy);
        Map<String, Set<String>> before = cover.groups();
        boolean wasHere =
                people.findById(person.userId()).filter(Person::active).isPresent();
        Person stored = people.saveAndFlush(person);
        if (stored.active()) {
            if (!wasHere) {
                endAbsences(stored.userId());
            }
            accounts.put(stored.userId(), stored.name(), stored.email(), password);
        } else {
            accounts.remove(stored.userId());
        }
        if (wasHere && !stored.active()) {
            endAbsences(stored.userId());
            if (coveredBy != null) {
                absences.saveAndFlush(Absence.forGood(
                        stored.userId(), cover.today(), coveredBy, directory.currentUser(), clock.instant()));
            }
        }
        alignChanged(before, stored.userId());
        if (wasHere && !stored.active()) {
            work.offer(stored.userId(), cover.coverOf(stored.userId()).orElse(null));
            events.publishEvent(new PersonLeft(stored.userId()));
        }
        return stored;
    }

    private void endAbsences(String userId) {
        absences.open(userId).forEach(absence -> absence.becomes(Absence.State.OVER));
        absences.flush();
    }

    private void checkCover(Person person, String coveredBy) {
        if (coveredBy != null
                && (person.active()
                        || coveredBy.equals(person.userId())
                        || people.findById(coveredBy).filter(Person::active).isEmpty())) {
            throw new BadInputProblem(
                    "Say who covers only when a person leaves, and name another person who works here.");
        }
    }

    /** Refuses users who may not add people, teams and children. */
    public void checkMayMaintain() {
        Optional<String> user = directory.loggedIn();
        boolean may = user.filter(id -> accounts.administrator(id) || directory.hasRole(id, Role.PROCESS_OWNER))
                .isPresent();
        if (!may) {
            throw new NotAllowedProblem(
                    "People, teams and children are put in by the administrator or the process owner.");
        }
    }

    /** Updates everybody's groups by who is here, who covers and who is next in line today. */
    @Transactional
    public void alignEverybody() {
        Set<String> managed = directory.allGroups().keySet();
        cover.groups().forEach((userId, groups) -> align(userId, groups, managed));
    }

    private void alignChanged(Map<String, Set<String>> before, String changed) {
        Set<String> managed = directory.allGroups().keySet();
        cover.groups().forEach((userId, groups) -> {
            if (userId.equals(changed) || !groups.equals(before.get(userId))) {
                align(userId, groups, managed);
            }
        });
    }

    private void align(String userId, Set<String> groups, Set<String> managed) {
        if (accounts.exists(userId)) {
            accounts.setMemberships(userId, groups, managed);
        }
    }

    private void check(Person person, String password) {
        if (!person.userId().matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
                || person.userId().equals(Directory.APPLICATION)) {
            throw new BadInputProblem("A user id is made of letters, digits, '.', '_', '@' and '-'. '"
                    + Directory.APPLICATION + "' is kept for what nobody did by hand.");
        }
        if (person.name() == null || person.name().isBlank()) {
            throw new BadInputProblem("The person's name is missing.");
        }
        for (String role : person.roles()) {
            Role known = Role.find(role).orElseThrow(() -> new BadInputProblem(unknownRole(role)));
            if (known.ofTeam() && person.team() == null) {
                throw new BadInputProblem(
                        "A " + known.words() + " belongs to a team: say which (" + teamNames() + ").");
            }
        }
        if (person.team() != null && teams.findById(person.team()).isEmpty()) {
            throw new BadInputProblem("There is no team '" + person.team() + "' (there are: " + teamNames() + ").");
        }
        if (person.service() != null && services.findById(person.service()).isEmpty()) {
            throw new BadInputProblem("There is no service '" + person.service() + "'.");
        }
        if (person.active() && password == null && !accounts.exists(person.userId())) {
            throw new BadInputProblem("A new person needs a first password.");
        }
    }

    private static String unknownRole(String role) {
        try {
            Role.of(role);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private String teamNames() {
        return String.join(", ", teams.findAll().stream().map(Team::id).toList());
    }

    private static void checkId(String id, String what) {
        if (id == null || !id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new BadInputProblem("The id of a " + what + " is made of small letters, digits and '-'.");
        }
    }
}

package uk.childpathways.people;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    private final PersonRules rules;
    private final LoginAccounts accounts;
    private final Cover cover;
    private final OpenWork work;
    private final AbsenceRepository absences;
    private final PasswordLinks links;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final JdbcClient db;

    StaffAdministration(
            PersonRepository people,
            TeamRepository teams,
            ServiceRepository services,
            Directory directory,
            PersonRules rules,
            LoginAccounts accounts,
            Cover cover,
            OpenWork work,
            AbsenceRepository absences,
            PasswordLinks links,
            ApplicationEventPublisher events,
            Clock pathwaysClock,
            JdbcClient db) {
        this.people = people;
        this.teams = teams;
        this.services = services;
        this.directory = directory;
        this.rules = rules;
        this.accounts = accounts;
        this.cover = cover;
        this.work = work;
        this.absences = absences;
        this.links = links;
        this.events = events;
        this.clock = pathwaysClock;
        this.db = db;
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
        return services.saveAndFlush(new Service(id, name == null || name.isBlank() ? id : name.trim()));
    }

    /** Ends a service, for good or until somebody takes it up again by putting it in anew. */
    @Transactional
    public void endService(String id) {
        Service service = services.findById(id).orElseThrow();
        services.saveAndFlush(new Service(id, service.name(), false));
    }

    /** Ends a team to which nobody and no child belongs any more; its groups have no members then. */
    @Transactional
    public void endTeam(String id) {
        Team team = teams.findById(id).orElseThrow();
        teams.saveAndFlush(new Team(id, team.name(), team.service(), false));
        PeopleNow.changed();
        alignEverybody();
    }

    @Transactional
    public Team putTeam(String id, String name, String serviceId) {
        checkTeam(id, serviceId);
        Team team = teams.saveAndFlush(new Team(id, name == null || name.isBlank() ? id : name.trim(), serviceId));
        PeopleNow.changed();
        accounts.putGroups(directory.allGroups());
        alignEverybody();
        return team;
    }

    /** @throws BadInputProblem where the id is none, or there is no such service */
    void checkTeam(String id, String serviceId) {
        checkId(id, "team");
        if (serviceId == null
                || services.findById(serviceId).filter(Service::active).isEmpty()) {
            throw new BadInputProblem("There is no service '" + serviceId + "' for the team to belong to.");
        }
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
        Optional<Person> known = people.findById(person.userId());
        boolean wasHere = known.filter(Person::active).isPresent();
        boolean otherRights = known.filter(person::hasOtherRightsThan).isPresent();
        Person stored = people.saveAndFlush(person);
        PeopleNow.changed();
        if (stored.active()) {
            if (!wasHere) {
                endAbsences(stored.userId());
            }
            accounts.put(stored.userId(), stored.name(), stored.email(), password);
        } else {
            links.end(stored.userId());
            // What waits for a second person is over with the leaving.
            db.sql("delete from pathways.person_waiting where user_id = ?")
                    .param(stored.userId())
                    .update();
            accounts.remove(stored.userId());
        }
        if (wasHere != stored.active()) {
            // A day to leave is over with the leaving: whoever returns stays.
            db.sql("update pathways.person set leaves_on = null, leaves_covered_by = null, leaves_reason = null"
                            + " where user_id = ? and leaves_on is not null")
                    .param(stored.userId())
                    .update();
        }
        if (wasHere && !stored.active()) {
            endAbsences(stored.userId());
            if (coveredBy != null) {
                absences.saveAndFlush(Absence.forGood(
                        stored.userId(), cover.today(), coveredBy, directory.currentUser(), clock.instant()));
                PeopleNow.changed();
            }
        }
        alignChanged(before, stored.userId());
        if (wasHere && !stored.active()) {
            work.offer(stored.userId(), cover.coverOf(stored.userId()).orElse(null));
            events.publishEvent(new PersonLeft(stored.userId()));
        }
        if (otherRights) {
            events.publishEvent(new RightsChanged(stored.userId()));
        }
        return stored;
    }

    private void endAbsences(String userId) {
        absences.open(userId).forEach(absence -> absence.becomes(Absence.State.OVER));
        absences.flush();
        PeopleNow.changed();
    }

    private String serviceOf(Person person) {
        return person.team() == null
                ? person.service()
                : teams.findById(person.team()).map(Team::service).orElse(person.service());
    }

    private void checkCover(Person person, String coveredBy) {
        if (coveredBy != null
                && (person.active()
                        || coveredBy.equals(person.userId())
                        || people.findById(coveredBy).filter(Person::active).isEmpty())) {
            throw new BadInputProblem(
                    "Say who covers only when a person leaves, and name another person who works here.");
        }
        if (coveredBy != null) {
            Person covers = people.findById(coveredBy).orElseThrow();
            Person leaves = people.findById(person.userId()).orElse(person);
            WhoCanCover.whyNot(leaves, serviceOf(leaves), covers, serviceOf(covers))
                    .or(() -> cover.absenceOf(coveredBy).map(away -> "cannot be a person who is away as well"))
                    .ifPresent(reason -> {
                        throw new BadInputProblem(covers.name() + " " + reason + ".");
                    });
        }
    }

    /** Refuses everybody but the administrator: nobody else puts in people, teams, services, roles and children. */
    public void checkMayMaintain() {
        if (!mayMaintain()) {
            throw new NotAllowedProblem("People, teams, services, roles and the facts of children are put in by the"
                    + " administrator. Ask them for the change.");
        }
    }

    /** Whether the person who is logged in is an administrator. */
    public boolean mayMaintain() {
        return directory.loggedIn().filter(accounts::administrator).isPresent();
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
        var problems = rules.problems(person).values();
        if (!problems.isEmpty()) {
            throw new BadInputProblem(String.join(" ", problems));
        }
        if (person.active() && password == null && !accounts.exists(person.userId())) {
            throw new BadInputProblem("A new person needs a first password.");
        }
    }

    private static void checkId(String id, String what) {
        if (id == null || !id.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new BadInputProblem("The id of a " + what + " is made of small letters, digits and '-'.");
        }
    }
}

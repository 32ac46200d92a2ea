package uk.childpathways.people;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/** Puts people and teams in, and keeps the accounts with which they log in in step. */
@Component
@Order(StartUpStep.PEOPLE)
public class Staff implements StartUpStep {

    private final PersonRepository people;
    private final TeamRepository teams;
    private final ServiceRepository services;
    private final Directory directory;
    private final LoginAccounts accounts;
    private final ApplicationEventPublisher events;

    Staff(
            PersonRepository people,
            TeamRepository teams,
            ServiceRepository services,
            Directory directory,
            LoginAccounts accounts,
            ApplicationEventPublisher events) {
        this.people = people;
        this.teams = teams;
        this.services = services;
        this.directory = directory;
        this.accounts = accounts;
        this.events = events;
    }

    /** At start: every role has its group, and everybody is in the groups of their roles. */
    @Override
    @Transactional
    public void run() {
        accounts.putGroups(directory.allGroups());
        people.findAll().stream()
                .filter(person -> accounts.exists(person.userId()))
                .forEach(this::alignMemberships);
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
        return team;
    }

    /**
     * Puts in a person or brings their facts up to date; their login follows. Somebody who is no longer active loses
     * the login and keeps their place in the record.
     *
     * @param password for the login; null keeps the present one
     */
    @Transactional
    public Person put(Person person, String password) {
        check(person, password);
        Person stored = people.saveAndFlush(person);
        if (stored.active()) {
            accounts.put(stored.userId(), stored.name(), stored.email(), password);
            alignMemberships(stored);
        } else {
            accounts.remove(stored.userId());
            events.publishEvent(new PersonLeft(stored.userId()));
        }
        return stored;
    }

    /** Refuses whoever may not put in people, teams and children. */
    public void checkMayMaintain() {
        Optional<String> user = directory.loggedIn();
        boolean may = user.filter(id -> accounts.administrator(id) || directory.hasRole(id, Role.PROCESS_OWNER))
                .isPresent();
        if (!may) {
            throw new NotAllowedProblem(
                    "People, teams and children are put in by the administrator or the process owner.");
        }
    }

    private void alignMemberships(Person person) {
        accounts.setMemberships(
                person.userId(),
                directory.groupsOf(person),
                directory.allGroups().keySet());
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

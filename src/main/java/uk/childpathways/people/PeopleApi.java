package uk.childpathways.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotFoundProblem;

@RestController
@RequestMapping("/api")
@Tag(name = "People", description = "People, teams and roles: put in by the administrator or the process owner.")
class PeopleApi {

    private static final int SHORTEST_PASSWORD = 12;

    /**
     * @param password at least 12 characters; left out, the present one stays
     * @param coveredBy only with active=false: who takes the place of a person who leaves, until there is a successor
     */
    record PersonFacts(
            String name,
            Set<String> roles,
            String team,
            String service,
            String email,
            String phone,
            boolean registered,
            boolean suitablyQualified,
            Boolean active,
            String password,
            String coveredBy) {}

    record PersonView(
            String userId,
            String name,
            Set<String> roles,
            String team,
            String service,
            String email,
            String phone,
            boolean registered,
            boolean suitablyQualified,
            boolean active) {
        static PersonView of(Person person) {
            return new PersonView(
                    person.userId(),
                    person.name(),
                    person.roles(),
                    person.team(),
                    person.service(),
                    person.email(),
                    person.phone(),
                    person.registered(),
                    person.suitablyQualified(),
                    person.active());
        }
    }

    /** @param service id of the service; made, with this id as its name, when it does not exist */
    record TeamFacts(String name, String service, String serviceName) {}

    record TeamView(String id, String name, String service) {}

    private final StaffAdministration staff;
    private final Directory directory;
    private final ServiceRepository services;

    PeopleApi(StaffAdministration staff, Directory directory, ServiceRepository services) {
        this.staff = staff;
        this.directory = directory;
        this.services = services;
    }

    @GetMapping("/people/{userId}")
    @Operation(summary = "One person")
    PersonView person(@PathVariable String userId) {
        if (!directory.currentUser().equals(userId)) {
            staff.checkMayMaintain();
        }
        return directory
                .person(userId)
                .map(PersonView::of)
                .orElseThrow(() -> new NotFoundProblem("Nobody is known here with the user id " + userId + "."));
    }

    @PutMapping("/people/{userId}")
    @Operation(summary = "Adds a person, or updates roles, team and login")
    PersonView put(@PathVariable String userId, @RequestBody PersonFacts facts) {
        staff.checkMayMaintain();
        if (facts.password() != null && facts.password().length() < SHORTEST_PASSWORD) {
            throw new BadInputProblem("A password has at least " + SHORTEST_PASSWORD + " characters.");
        }
        Person person = new Person(
                userId,
                facts.name(),
                facts.roles() == null ? Set.of() : facts.roles(),
                facts.team(),
                facts.service(),
                facts.email(),
                facts.phone(),
                facts.registered(),
                facts.suitablyQualified(),
                facts.active() == null || facts.active());
        return PersonView.of(staff.put(person, facts.password(), facts.coveredBy()));
    }

    @PutMapping("/teams/{id}")
    @Operation(summary = "Puts in a team, with its groups")
    TeamView put(@PathVariable String id, @RequestBody TeamFacts facts) {
        staff.checkMayMaintain();
        if (facts.service() != null
                && (facts.serviceName() != null
                        || services.findById(facts.service()).isEmpty())) {
            staff.putService(facts.service(), facts.serviceName());
        }
        Team team = staff.putTeam(id, facts.name(), facts.service());
        return new TeamView(team.id(), team.name(), team.service());
    }
}

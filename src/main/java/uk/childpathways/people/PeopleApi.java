package uk.childpathways.people;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

@RestController
@RequestMapping("/api")
@Tag(name = "People", description = "People, teams and roles: put in by the administrator.")
class PeopleApi {

    /**
     * All of what is known of a person: what is left out is emptied, except roles, which must be said.
     *
     * @param password refused: a person sets their own with a link
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
            String coveredBy,
            @JsonAnySetter Map<String, Object> unknown) {}

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
            boolean active,
            boolean waitsForSecondPerson) {
        static PersonView of(Person person, boolean waits) {
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
                    person.active(),
                    waits);
        }
    }

    /** @param service id of the service; made, with this id as its name, when it does not exist */
    record TeamFacts(
            String name,
            String service,
            String serviceName,
            @JsonAnySetter Map<String, Object> unknown) {}

    /** @param asked id of the service to which it goes once a second person has confirmed it; null where nothing waits */
    record TeamView(String id, String name, String service, String asked) {}

    private final StaffAdministration staff;
    private final Directory directory;
    private final DirectoryMaintenance maintenance;
    private final TeamMaintenance teams;
    private final TeamMoves moves;
    private final WaitingPeople waiting;
    private final Confirmations confirmations;

    PeopleApi(
            StaffAdministration staff,
            Directory directory,
            DirectoryMaintenance maintenance,
            TeamMaintenance teams,
            TeamMoves moves,
            WaitingPeople waiting,
            Confirmations confirmations) {
        this.waiting = waiting;
        this.confirmations = confirmations;
        this.teams = teams;
        this.moves = moves;
        this.staff = staff;
        this.directory = directory;
        this.maintenance = maintenance;
    }

    @GetMapping("/people/{userId}")
    @Operation(summary = "One person")
    ResponseEntity<PersonView> person(@PathVariable String userId) {
        String reader = directory.currentUser();
        if (!reader.equals(userId) && !directory.hasRole(reader, Role.PROCESS_OWNER) && !staff.mayMaintain()) {
            throw new NotAllowedProblem(
                    "You can read your own entry here; the administrator and the process owner read" + " everybody's.");
        }
        Person person = directory
                .person(userId)
                .map(waiting::asAskedFor)
                .orElseThrow(() -> new NotFoundProblem("Nobody is known here with the user id " + userId + "."));
        return ResponseEntity.ok().eTag(DirectoryMaintenance.mark(person)).body(view(person));
    }

    @PutMapping("/people/{userId}")
    @Operation(
            summary = "Adds a person, or updates roles, team and login",
            description = "For the administrator. Nobody changes their own roles, team, service or whether they work"
                    + " here. A new person gets a login without a usable password: send them a link. With If-Match (the"
                    + " ETag of what was read) it is refused where somebody else has changed the person since.")
    PersonView put(
            @PathVariable String userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String seen,
            @RequestBody PersonFacts facts) {
        staff.checkMayMaintain();
        refuseUnknown(
                facts.unknown(),
                "name, roles, team, service, email, phone, registered, suitablyQualified, active," + " coveredBy");
        if (facts.password() != null) {
            throw new BadInputProblem("Nobody sets another's password. Leave 'password' out and send the person a link:"
                    + " POST /api/people/" + userId + "/password-link.");
        }
        if (facts.roles() == null) {
            throw new BadInputProblem("Say which roles the person has, [] for none: 'roles' is missing.");
        }
        Person person = new Person(
                userId,
                facts.name(),
                facts.roles(),
                facts.team(),
                facts.service(),
                facts.email(),
                facts.phone(),
                facts.registered(),
                facts.suitablyQualified(),
                facts.active() == null || facts.active());
        return view(maintenance.put(person, facts.coveredBy(), seen == null ? null : seen.replace("\"", "")));
    }

    private PersonView view(Person asAskedFor) {
        return PersonView.of(asAskedFor, waiting.of(asAskedFor.userId()).isPresent());
    }

    /**
     * @param confirmed false: refused, with the reason
     */
    record Decision(
            Boolean confirmed, String reason, @JsonAnySetter Map<String, Object> unknown) {}

    @PostMapping("/people/{userId}/confirmation")
    @Operation(
            summary = "Confirms or refuses what waits for a second person",
            description =
                    "For those who answer for the person's service: service manager, head of service, director; of"
                            + " those who scrutinise also their own line. Never the administrator who asked for it, and never"
                            + " the person. A refusal says why.")
    PersonView decide(@PathVariable String userId, @RequestBody Decision decision) {
        confirmations.checkConfirms();
        refuseUnknown(decision.unknown(), "confirmed, reason");
        if (decision.confirmed() == null) {
            throw new BadInputProblem("Say whether it is confirmed: 'confirmed' is missing.");
        }
        if (decision.confirmed()) {
            confirmations.confirm(userId, null);
        } else {
            confirmations.refuse(userId, decision.reason(), null);
        }
        return view(directory.person(userId).orElseThrow());
    }

    @PutMapping("/teams/{id}")
    @Operation(
            summary = "Puts in a team, with its groups",
            description = "For the administrator. A team that is here goes to another service once somebody who"
                    + " answers for the service it leaves has confirmed it (/people/confirmations).")
    TeamView put(@PathVariable String id, @RequestBody TeamFacts facts) {
        staff.checkMayMaintain();
        refuseUnknown(facts.unknown(), "name, service, serviceName");
        return view(teams.putTeam(id, facts.name(), facts.service(), facts.serviceName()));
    }

    @PostMapping("/teams/{id}/confirmation")
    @Operation(
            summary = "Confirms or refuses that a team goes to another service",
            description = "For those who answer for the service that it leaves: service manager, head of service,"
                    + " director. Never the administrator who asked for it. A refusal says why.")
    TeamView decideTeam(@PathVariable String id, @RequestBody Decision decision) {
        confirmations.checkConfirms();
        refuseUnknown(decision.unknown(), "confirmed, reason");
        if (decision.confirmed() == null) {
            throw new BadInputProblem("Say whether it is confirmed: 'confirmed' is missing.");
        }
        if (decision.confirmed()) {
            moves.confirm(id, null);
        } else {
            moves.refuse(id, decision.reason(), null);
        }
        return view(directory.teamById(id).orElseThrow());
    }

    private TeamView view(Team team) {
        return new TeamView(
                team.id(),
                team.name(),
                team.service(),
                moves.of(team.id()).map(TeamMove::to).orElse(null));
    }

    /** A misspelt field would otherwise empty the one that was meant. */
    private static void refuseUnknown(Map<String, Object> unknown, String known) {
        if (unknown != null && !unknown.isEmpty()) {
            throw new BadInputProblem("There is no field '" + String.join("', '", unknown.keySet())
                    + "' here. The fields" + " are: " + known + ".");
        }
    }
}

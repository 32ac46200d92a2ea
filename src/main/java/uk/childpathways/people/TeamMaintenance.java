package uk.childpathways.people;

import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/** The administrator's hand on teams and services: each has a name of its own, and none is overwritten unseen. */
@Component
@Transactional
public class TeamMaintenance {

    private final StaffAdministration staff;
    private final DirectoryMaintenance maintenance;
    private final Directory directory;
    private final TeamRepository teams;
    private final ServiceRepository services;
    private final TeamMoves moves;

    TeamMaintenance(
            StaffAdministration staff,
            DirectoryMaintenance maintenance,
            Directory directory,
            TeamRepository teams,
            ServiceRepository services,
            TeamMoves moves) {
        this.staff = staff;
        this.maintenance = maintenance;
        this.directory = directory;
        this.teams = teams;
        this.services = services;
        this.moves = moves;
    }

    /**
     * Puts in a team; where the service's name is given, or there is no such service, the service too. A team that is here
     * and is to go to another service waits for a second person ({@link TeamMoves}); its name holds at once.
     *
     * @throws NotAllowedProblem to everybody but the administrator
     */
    public Team putTeam(String id, String name, String serviceId, String serviceName) {
        return putTeam(id, name, serviceId, serviceName, null);
    }

    /**
     * As above, by somebody who looked at the team before, or saw that there is none.
     *
     * @param seen {@link #mark(Team)} of what they saw; null where they did not look
     * @throws ConflictProblem where somebody else has changed the team since: then nothing is stored
     */
    public Team putTeam(String id, String name, String serviceId, String serviceName, String seen) {
        maintenance.alone();
        oneLine(name, "The name of a team");
        Team there = teams.findById(id).filter(Team::active).orElse(null);
        if (seen != null && !mark(there).equals(seen)) {
            throw meanwhile(there == null ? null : there.name() + ", in " + nameOfService(there.service()), id);
        }
        teamNameTaken(id, name, serviceId).ifPresent(sentence -> {
            throw new BadInputProblem(sentence);
        });
        Person own = directory.person(directory.currentUser()).orElse(null);
        Team present = directory.teamById(id).orElse(null);
        if (own != null
                && present != null
                && id.equals(own.team())
                && !present.service().equals(serviceId)) {
            throw new NotAllowedProblem(
                    "Nobody moves their own team to another service: it would change what they see. Another administrator"
                            + " can.");
        }
        if (own != null
                && present != null
                && !present.service().equals(serviceId)
                && own.service() != null
                && own.service().equals(serviceId)
                && own.worksWithChildren()) {
            throw new NotAllowedProblem("Nobody brings a team into their own service: its children's records would be"
                    + " open to them. Another administrator can.");
        }
        if (serviceId != null
                && (serviceName != null || services.findById(serviceId).isEmpty())) {
            putService(serviceId, serviceName);
        }
        staff.checkTeam(id, serviceId);
        String now = there == null ? serviceId : moves.asked(there, serviceId, directory.currentUser());
        return staff.putTeam(id, name, now);
    }

    /** @throws NotAllowedProblem to everybody but the administrator */
    public Service putService(String id, String name) {
        return putService(id, name, null);
    }

    /** @param seen as for a team */
    public Service putService(String id, String name, String seen) {
        maintenance.alone();
        oneLine(name, "The name of a service");
        Service there = services.findById(id).filter(Service::active).orElse(null);
        if (seen != null && !mark(there).equals(seen)) {
            throw meanwhile(there == null ? null : there.name(), id);
        }
        serviceNameTaken(id, name).ifPresent(sentence -> {
            throw new BadInputProblem(sentence);
        });
        return staff.putService(id, name);
    }

    /** Of a team as it was seen, null for none, to find out later whether it has changed. */
    public static String mark(Team team) {
        return DigestUtils.sha256Hex(team == null ? "none" : team.name() + "\n" + team.service());
    }

    public static String mark(Service service) {
        return DigestUtils.sha256Hex(service == null ? "none" : service.name());
    }

    private static ConflictProblem meanwhile(String now, String id) {
        return new ConflictProblem(
                "Somebody else has changed '" + id + "' since you opened this, and nothing of yours is"
                        + " stored yet. What stands there now: " + (now == null ? "it has ended" : now) + ".");
    }

    /** Why a team of this service is not called so: there is another, and people would take one for the other. */
    @Transactional(readOnly = true)
    public Optional<String> teamNameTaken(String id, String name, String serviceId) {
        return teams.findByActiveTrueOrderByName().stream()
                .filter(team -> !team.id().equals(id) && team.service().equals(serviceId))
                .filter(team -> likewise(team.name(), name))
                .findFirst()
                .map(team -> nameOfService(serviceId) + " has a team called '" + team.name() + "' (" + team.id()
                        + ") already. Give this one a name of its own.");
    }

    @Transactional(readOnly = true)
    public Optional<String> serviceNameTaken(String id, String name) {
        return services.findByActiveTrueOrderByName().stream()
                .filter(service -> !service.id().equals(id) && likewise(service.name(), name))
                .findFirst()
                .map(service -> "There is a service called '" + service.name() + "' (" + service.id()
                        + ") already. Give this one a name of its own.");
    }

    private static boolean likewise(String name, String other) {
        return other != null
                && name.trim()
                        .replaceAll("\\s+", " ")
                        .equalsIgnoreCase(other.trim().replaceAll("\\s+", " "));
    }

    /** What a service is called, also one that has ended. */
    @Transactional(readOnly = true)
    public String nameOfService(String id) {
        return services.findById(id).map(Service::name).orElse(id);
    }

    private static void oneLine(String name, String what) {
        if (name != null && (name.length() > 200 || name.chars().anyMatch(Character::isISOControl))) {
            throw new BadInputProblem(what + " is one line of at most 200 characters.");
        }
    }

    /**
     * Ends a team.
     *
     * @param children how many children belong to it
     * @throws BadInputProblem while people or children belong to it
     */
    public void endTeam(String id, long children) {
        staff.checkMayMaintain();
        Team team = directory.teamById(id).orElseThrow(() -> new NotFoundProblem("There is no team '" + id + "'."));
        int members = directory.team(id).size();
        if (members + children > 0) {
            throw new BadInputProblem(team.name() + " cannot end yet: " + members + " people and " + children
                    + " children belong to it. Move them to other teams first.");
        }
        moves.ended(id);
        staff.endTeam(id);
    }

    /** @throws BadInputProblem while teams or people belong to it */
    public void endService(String id) {
        staff.checkMayMaintain();
        Service service =
                services.findById(id).orElseThrow(() -> new NotFoundProblem("There is no service '" + id + "'."));
        long left = directory.teams().stream()
                        .filter(team -> id.equals(team.service()))
                        .count()
                + directory.everybody().stream()
                        .filter(person -> id.equals(person.service()))
                        .count();
        if (left > 0) {
            throw new BadInputProblem(
                    service.name() + " cannot end yet: teams or people belong to it. Move them first.");
        }
        staff.endService(id);
    }
}

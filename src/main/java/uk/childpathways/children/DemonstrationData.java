package uk.childpathways.children;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.storage.StartUpStep;
import uk.childpathways.storage.Storage;

/**
 * Invented people and children, so that every journey has someone to be about. Only on the embedded database, or where
 * {@code pathways.demonstration.enabled} asks for it; what is there already is left as it is.
 */
@Component
@Order(StartUpStep.DEMONSTRATION)
class DemonstrationData implements StartUpStep {

    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationData.class);
    private static final String PASSWORD = "pathways";
    private static final String SERVICE = "family-safeguarding";

    private final StaffAdministration staff;
    private final Directory directory;
    private final Children children;
    private final Clock clock;
    private final boolean wanted;

    DemonstrationData(
            StaffAdministration staff,
            Directory directory,
            Children children,
            Clock pathwaysClock,
            Storage storage,
            @Value("${pathways.demonstration.enabled:#{null}}") Boolean wanted) {
        this.staff = staff;
        this.directory = directory;
        this.children = children;
        this.clock = pathwaysClock;
        this.wanted = wanted == null ? storage.embedded() : wanted;
    }

    @Override
    @Transactional
    public void run() {
        if (!wanted) {
            return;
        }
        if (directory.teamById("north").isEmpty() || directory.teamById("south").isEmpty()) {
            staff.putService(SERVICE, "Family safeguarding service");
            staff.putTeam("north", "North team", SERVICE);
            staff.putTeam("south", "South team", SERVICE);
        }
        people();
        children();
    }

    private void people() {
        worker("sw.north", "Amara Okafor", Role.SOCIAL_WORKER, "north", true);
        worker("sw2.north", "Joe Whitfield", Role.SOCIAL_WORKER, "north", false);
        worker("atm.north", "Rachel Dunmore", Role.ASSISTANT_TEAM_MANAGER, "north", true);
        worker("tm.north", "Helen Marsh", Role.TEAM_MANAGER, "north", true);
        worker("sw.south", "Daniel Achebe", Role.SOCIAL_WORKER, "south", true);
        worker("tm.south", "Priya Raman", Role.TEAM_MANAGER, "south", true);
        worker("psw", "Catherine Lowe", Role.PRINCIPAL_SOCIAL_WORKER, null, true);
        worker("sm", "Martin Ellwood", Role.SERVICE_MANAGER, null, true);
        worker("hos", "Yvonne Castle", Role.HEAD_OF_SERVICE, null, true);
        worker("director", "Stephen Hargreave", Role.DIRECTOR, null, true);
        worker("cpchair", "Linda Osei", Role.CP_CHAIR, null, true);
        worker("iro", "Gareth Pryce", Role.IRO, null, true);
        worker("eds", "Tom Ridley", Role.EDS, null, true);
        worker("adm", "Margaret Sinclair", Role.AGENCY_DECISION_MAKER, null, true);
        worker("panel", "Fiona Bartlett", Role.PANEL_ADVISER, null, true);
        worker("qa", "Ruth Kendall", Role.QUALITY_ASSURANCE, null, true);
        worker("sqm", "Graham Tully", Role.SAFEGUARDING_MANAGER, null, true);
        worker("hsq", "Ingrid Moss", Role.HEAD_OF_SAFEGUARDING, null, true);
        worker("fro", "Colin Abara", Role.FOSTERING_REVIEWING_OFFICER, null, true);
        worker("pil", "Meera Joshi", Role.PRACTICE_IMPROVEMENT_LEAD, null, true);
        worker("frontdoor", "Dawn Tickell", Role.FRONT_DOOR, null, true);
        other("confadmin", "Nadia Farrow", Role.CONFERENCE_ADMINISTRATOR);
        other("cpm", "Owen Blake", Role.CASE_PROGRESSION_MANAGER);
        other("hr", "Teresa Quill", Role.HUMAN_RESOURCES);
        other("legal", "Simon Adeyemi", Role.LEGAL);
        other("pa", "Chloe Barron", Role.PERSONAL_ADVISER);
        other("eh", "Kwame Mensah", Role.EARLY_HELP_PRACTITIONER);
        other("ehm", "Sandra Vickers", Role.EARLY_HELP_MANAGER);
        other("owner", "Anita Desai", Role.PROCESS_OWNER);
        other("sl", "Gwen Parry", Role.STANDARDS_LEAD);
    }

    private void worker(String userId, String name, Role role, String team, boolean suitablyQualified) {
        person(userId, name, role, team, true, suitablyQualified);
    }

    private void other(String userId, String name, Role role) {
        person(userId, name, role, null, false, false);
    }

    private void person(
            String userId, String name, Role role, String team, boolean registered, boolean suitablyQualified) {
        if (directory.person(userId).isPresent()) {
            return;
        }
        // Numbers that the telephone regulator keeps free for drama, and a domain that can never exist.
        String phone = "01632 960" + (100 + Math.floorMod(userId.hashCode(), 900));
        staff.put(
                new Person(
                        userId,
                        name,
                        Set.of(role.key()),
                        team,
                        null,
                        userId + "@pathways.example",
                        phone,
                        registered,
                        suitablyQualified,
                        true),
                PASSWORD);
    }

    private void children() {
        LocalDate today = LocalDate.now(clock);
        if (children.find("C-1001").isPresent()) {
            return;
        }
        LOG.info("Putting in invented people and children for the demonstration");
        child("C-1001", "Leo Bramley", today.minusYears(7).minusDays(40), "F-201", "north", "sw.north", "with mother");
        LocalDate eldest = today.minusYears(11).minusDays(200);
        child("C-1002", "Maya Thornton", eldest, "F-202", "north", "sw.north", "with both parents");
        child("C-1003", "Noah Thornton", eldest.plusYears(3), "F-202", "north", "sw.north", "with both parents");
        child("C-1004", "Isla Thornton", eldest.plusYears(8), "F-202", "north", "sw.north", "with both parents");
        children.put(new Child(
                "C-1005",
                "Baby Kowalczyk",
                null,
                today.plusDays(70),
                "F-203",
                "south",
                "sw.south",
                "unborn, mother with her parents",
                false));
        child(
                "C-1006",
                "Jasmine Weir",
                today.minusYears(15).minusDays(120),
                "F-204",
                "north",
                "sw2.north",
                "with father");
        child("C-1007", "Omar Haddad", today.minusYears(2).minusDays(75), "F-205", "south", "sw.south", "with parents");
        child(
                "C-1008",
                "Ellie Preston",
                today.minusYears(9).minusDays(15),
                "F-206",
                "south",
                "sw.south",
                "foster home");
        children.put(new Child(
                "C-1009",
                "Callum Reid",
                today.minusYears(13).minusDays(260),
                null,
                "F-207",
                "north",
                "sw.north",
                "residential home in another county",
                true));
        child("C-1010", "Grace Nwosu", today.minusYears(6).minusDays(5), "F-208", "north", null, "with grandparents");
        child(
                "C-1011",
                "Tyler Hope",
                today.minusYears(17).minusDays(90),
                "F-209",
                "south",
                "sw.south",
                "supported lodgings");
        child("C-1012", "Freya Lindqvist", today.minusMonths(4), "F-210", "south", null, "with mother");
    }

    private void child(
            String ref, String name, LocalDate born, String family, String team, String worker, String placement) {
        children.put(new Child(ref, name, born, null, family, team, worker, placement, false));
    }
}

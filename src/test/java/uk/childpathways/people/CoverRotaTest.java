package uk.childpathways.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who takes whose place, so that no group is ever empty")
class CoverRotaTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 2);
    private static final List<Team> TEAMS =
            List.of(new Team("north", "North", "one"), new Team("south", "South", "two"));

    private final List<Person> people = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();

    private void here(String userId, String role, String team) {
        put(userId, role, team, null, true);
    }

    private void left(String userId, String role, String team, String cover) {
        put(userId, role, team, null, false);
        away(userId, cover);
    }

    private void put(String userId, String role, String team, String service, boolean active) {
        people.add(new Person(userId, userId, Set.of(role), team, service, null, null, true, true, active));
    }

    private void away(String userId, String cover) {
        absences.add(new Absence(userId, TODAY, null, cover, "sm", Instant.EPOCH));
    }

    private CoverRota staffing() {
        return new CoverRota(people, absences, TEAMS);
    }

    private Set<String> groups(String userId) {
        return staffing().groups().get(userId);
    }

    @Test
    @DisplayName("whose own place is not in force takes no other's place with children; the work is the next in line's")
    void coverWithoutAPlace() {
        everybody("tm");
        left("tm", "team-manager", "north", "waits");
        people.add(new Person("waits", "waits", Set.of(), null, null, null, null, true, true, true));
        assertThat(groups("waits")).isEmpty();
        assertThat(groups("sm")).contains("team-managers-north");
        people.removeIf(person -> person.userId().equals("waits"));
        here("waits", "team-manager", "south");
        assertThat(groups("waits")).contains("team-managers-north");
    }

    private void everybody(String... except) {
        List<String> not = Arrays.asList(except);
        for (String[] who : new String[][] {
            {"sw", "social-worker", "north"},
            {"atm", "assistant-team-manager", "north"},
            {"tm", "team-manager", "north"},
            {"tm.south", "team-manager", "south"},
            {"sm", "service-manager", null},
            {"hos", "head-of-service", null},
            {"director", "director", null}
        }) {
            if (!not.contains(who[0])) {
                here(who[0], who[1], who[2]);
            }
        }
    }

    @Test
    @DisplayName("the person who covers has every group of the person away, and keeps their own")
    void cover() {
        everybody();
        away("tm", "tm.south");
        assertThat(groups("tm.south")).contains("team-managers", "team-managers-north", "team-managers-south");
        assertThat(staffing().coveredBy("tm.south")).extracting(Person::userId).containsExactly("tm");
        assertThat(groups("tm")).as("comes back to the same place").contains("team-managers-north");
    }

    @Test
    @DisplayName("who covers for the process owner does not deploy: that right is the administrator's to give")
    void coverOfTheOwner() {
        everybody();
        here("owner", "process-owner", null);
        away("owner", "sm");
        assertThat(groups("sm")).contains("service-managers").doesNotContain("process-owners");
    }

    @Test
    @DisplayName(
            "a cover who is away too is covered in turn; two who cover for each other leave it to the next in line")
    void chains() {
        everybody();
        away("tm", "tm.south");
        away("tm.south", "atm");
        assertThat(staffing().coverOf("tm")).contains("atm");
        absences.clear();
        away("tm", "tm.south");
        away("tm.south", "tm");
        assertThat(staffing().coverOf("tm")).isEmpty();
        assertThat(groups("sm")).contains("team-managers-north", "team-managers-south");
    }

    @Test
    @DisplayName("somebody who has left is covered until there is a successor, and has no groups themselves")
    void left() {
        everybody("tm");
        left("tm", "team-manager", "north", "atm");
        assertThat(groups("tm")).isNull();
        assertThat(groups("atm")).contains("team-managers-north");
        assertThat(groups("sm")).doesNotContain("team-managers-north");
    }

    @Test
    @DisplayName("a team without its manager and without cover is looked after by the service manager")
    void noManager() {
        everybody("tm");
        assertThat(groups("sm")).contains("team-managers-north").doesNotContain("team-managers-south");
        assertThat(staffing().behind(Role.TEAM_MANAGER, "north")).containsExactly("sm");
    }

    @Test
    @DisplayName("the service manager of that service, not of another")
    void ofTheService() {
        everybody("tm", "sm");
        put("sm.one", "service-manager", null, "one", true);
        put("sm.two", "service-manager", null, "two", true);
        assertThat(groups("sm.one")).contains("team-managers-north");
        assertThat(groups("sm.two")).doesNotContain("team-managers-north");
    }

    @Test
    @DisplayName("a team without a social worker is looked after by its manager; without both by the service manager")
    void wholeTeam() {
        everybody("sw");
        assertThat(groups("tm")).contains("social-workers-north");
        people.clear();
        everybody("sw", "tm", "atm");
        assertThat(groups("sm")).contains("social-workers-north", "team-managers-north");
    }

    @Test
    @DisplayName("the line goes up, from the top down again; nobody at all leaves it empty")
    void line() {
        everybody();
        away("sm", null);
        assertThat(groups("hos"))
                .as("those who scrutinise are not looked after by whom they scrutinise")
                .contains("service-managers")
                .doesNotContain("iros");
        assertThat(groups("director")).contains("iros");
        away("hos", null);
        assertThat(groups("director")).contains("service-managers", "heads-of-service");
        absences.clear();
        away("director", null);
        assertThat(groups("hos")).contains("directors", "agency-decision-makers");
        people.clear();
        here("owner", "process-owner", null);
        assertThat(staffing().behind(Role.SERVICE_MANAGER, null)).isEmpty();
    }
}

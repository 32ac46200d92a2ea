package uk.childpathways.journeys.practitioners;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import uk.childpathways.people.Person;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.Practice;

/** A team of its own (west) whose people are supervised; each test takes somebody new. */
public class SupervisionWalk {

    public static final String TM = "tm.west";
    public static final String ATM = "atm.west";

    private static final AtomicInteger NEXT = new AtomicInteger(1);

    private final Practice practice;
    private final StaffAdministration staff;

    public SupervisionWalk(Practice practice, StaffAdministration staff) {
        this.practice = practice;
        this.staff = staff;
        staff.putTeam("west", "West team", "family-safeguarding");
        person(TM, "Tessa West", Role.TEAM_MANAGER, "west", true, true);
        person(ATM, "Adam West", Role.ASSISTANT_TEAM_MANAGER, "west", true, true);
    }

    public void person(String user, String name, Role role, String team, boolean registered, boolean active) {
        staff.put(
                new Person(user, name, Set.of(role.key()), team, null, null, null, registered, registered, active),
                active ? "pathways" : null);
    }

    /** Somebody new in the team west; returns the user id. */
    public String worker(Role role) {
        String user = "w" + NEXT.getAndIncrement() + ".west";
        person(user, "Worker " + user, role, "west", role == Role.SOCIAL_WORKER, true);
        return user;
    }

    /** Opens the supervision of somebody new by the team manager, counted from today. Returns the file's reference. */
    public String open(String stage, String role) {
        String user = worker("early-help".equals(role) ? Role.EARLY_HELP_PRACTITIONER : Role.SOCIAL_WORKER);
        open(user, TM, TM, stage, role);
        return PractitionerFiles.refOf(user);
    }

    public void open(String user, String by, String supervisor, String stage, String role) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("practitioner", user);
        answers.put("supervisor", supervisor);
        answers.put("beganOn", practice.today().toString());
        answers.put("role", role);
        answers.put("stage", stage);
        if ("newly-qualified".equals(stage)) {
            answers.put("assessedYearFrom", practice.today().toString());
        }
        answers.put("registered", "social-worker".equals(role) ? "yes" : "no");
        practice.start("practitioner-supervision", by, answers);
        practice.carryOn(PractitionerFiles.refOf(user));
    }

    /** Opened, and the agreement made the same day. */
    public String agreed(String stage, String role) {
        String ref = open(stage, role);
        practice.complete(
                ref,
                "Agree supervision",
                TM,
                Map.of("agreedOn", practice.today().toString()));
        return ref;
    }

    public static String user(String ref) {
        return PractitionerFiles.practitionerOf(ref);
    }

    public void prepare(String ref) {
        practice.complete(ref, "Prepare as practitioner", user(ref));
        practice.complete(ref, "Prepare as supervisor", TM);
    }

    public void hold(String ref, Map<String, Object> answers) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "tookPlace",
                "yes",
                "performanceConcern",
                "no",
                "heldOn",
                practice.today().toString()));
        all.putAll(answers);
        practice.complete(ref, "Hold supervision session", TM, all);
    }

    public void share(String ref) {
        practice.complete(
                ref,
                "Share supervision notes",
                TM,
                Map.of("sharedOn", practice.today().toString()));
    }

    public void signByPractitioner(String ref) {
        practice.complete(
                ref,
                "Sign notes as practitioner",
                user(ref),
                Map.of("notesRight", "yes", "signedOn", practice.today().toString()));
    }

    public void signBySupervisor(String ref) {
        practice.complete(
                ref,
                "Sign notes as supervisor",
                TM,
                Map.of("signedOn", practice.today().toString()));
    }

    public void setNext(String ref) {
        practice.complete(
                ref,
                "Set next session",
                TM,
                Map.of("plannedFor", practice.today().plusDays(7).toString()));
    }

    /** A whole session today, from preparing to the next date. */
    public void session(String ref) {
        prepare(ref);
        hold(ref, Map.of());
        share(ref);
        signByPractitioner(ref);
        signBySupervisor(ref);
        setNext(ref);
    }
}

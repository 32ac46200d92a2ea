package uk.childpathways.people;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * The administrator's hand: people and roles, by whatever way they come (pages, a file, the API). Nobody
 * changes their own place, nobody sets another's password, and accounts that are no person are out of reach.
 */
@Component
@Transactional
public class DirectoryMaintenance {

    /** In the order in which a form asks for them. */
    private static final List<String> FIELDS = List.of(
            "userId", "name", "roles", "team", "service", "email", "phone", "registered", "active", "coveredBy");

    private final StaffAdministration staff;
    private final Directory directory;
    private final PersonRules rules;
    private final PersonRepository people;
    private final ServiceRepository services;
    private final LoginAccounts accounts;
    private final OpenWork work;
    private final Cover cover;
    private final CoverFromElsewhere elsewhere;
    private final Confirmations confirmations;
    private final WaitingPeople waiting;
    private final AuditTrail trail;
    private final JdbcClient db;
    private final SecureRandom random = new SecureRandom();

    DirectoryMaintenance(
            StaffAdministration staff,
            Directory directory,
            PersonRules rules,
            PersonRepository people,
            ServiceRepository services,
            LoginAccounts accounts,
            OpenWork work,
            Cover cover,
            CoverFromElsewhere elsewhere,
            Confirmations confirmations,
            WaitingPeople waiting,
            AuditTrail trail,
            JdbcClient db) {
        this.staff = staff;
        this.directory = directory;
        this.rules = rules;
        this.people = people;
        this.services = services;
        this.accounts = accounts;
        this.work = work;
        this.cover = cover;
        this.elsewhere = elsewhere;
        this.confirmations = confirmations;
        this.waiting = waiting;
        this.trail = trail;
        this.db = db;
    }

    /**
     * What stands against putting this person in so, a sentence for each field; empty when nothing does. The field
     * {@code coveredBy} is about who takes the place of a person who leaves.
     */
    @Transactional(readOnly = true)
    public Map<String, String> problems(Person wanted, String coveredBy) {
        Map<String, String> problems = new LinkedHashMap<>(rules.problems(wanted));
        if (wanted.active() && wanted.email() != null && !wanted.email().isBlank() && !problems.containsKey("email")) {
            people.withEmail(wanted.email(), wanted.userId()).stream()
                    .findFirst()
                    .ifPresent(name -> problems.put(
                            "email",
                            "This is the e-mail address of " + name + ", and a link to set a password would reach them."
                                    + " Give each person an address of their own."));
        }
        Person present =
                directory.person(wanted.userId()).map(waiting::asAskedFor).orElse(null);
        if (present == null && !problems.containsKey("userId")) {
            takenBy(wanted.userId()).ifPresent(sentence -> problems.put("userId", sentence));
        }
        if (present != null && wanted.userId().equals(directory.currentUser())) {
            own(present, wanted, problems);
        }
        if (present != null && present.active() && !wanted.active() && lastAdministrator(wanted.userId())) {
            problems.put(
                    "active",
                    "This is the last administrator: without one nobody could be put in any more. Make somebody else"
                            + " an administrator first.");
        }
        if (coveredBy != null
                && (wanted.active()
                        || coveredBy.equals(wanted.userId())
                        || directory.person(coveredBy).filter(Person::active).isEmpty())) {
            problems.put(
                    "coveredBy", "Say who covers only when a person leaves, and name another person who works here.");
        } else if (coveredBy != null && coveredBy.equals(directory.currentUser())) {
            problems.put(
                    "coveredBy",
                    "Nobody gives themselves another's place, and the records that come with it. Another administrator"
                            + " can.");
        } else if (coveredBy != null && opensToOthers(wanted.userId(), coveredBy)) {
            problems.put(
                    "coveredBy",
                    directory.nameOf(coveredBy) + " is of another team, and the children's records would come with the"
                            + " place. Name somebody of the team or above it, or let a manager of theirs first record"
                            + " that this colleague covers (Record absence and cover).");
        }
        Map<String, String> inOrder = new LinkedHashMap<>();
        FIELDS.stream().filter(problems::containsKey).forEach(field -> inOrder.put(field, problems.get(field)));
        return inOrder;
    }

    /** Whether a team's records would come to somebody from elsewhere whom no manager has named. */
    private boolean opensToOthers(String leaves, String coveredBy) {
        Person gone = directory.person(leaves).orElse(null);
        return gone != null
                && elsewhere.is(gone, directory.person(coveredBy).orElseThrow())
                && cover.coverOf(leaves).filter(coveredBy::equals).isEmpty();
    }

    private Optional<String> takenBy(String userId) {
        if (accounts.isGroup(userId)) {
            return Optional.of(
                    "'" + userId + "' is the name of a group: notices and tasks would reach the wrong people."
                            + " Choose another user id.");
        }
        if (accounts.exists(userId)) {
            return Optional.of(
                    "'" + userId + "' is an account of the installation and no person: it is not changed from"
                            + " here. Choose another user id.");
        }
        return people.alike(userId).stream()
                .findFirst()
                .map(other -> "There is '" + other
                        + "' already, which differs only in small and capital letters. Choose" + " another user id.");
    }

    /** Nobody changes their own place; a telephone number they may. */
    private static void own(Person present, Person wanted, Map<String, String> problems) {
        String ask = " Another administrator can.";
        if (!present.roles().equals(wanted.roles())) {
            problems.put("roles", "Nobody changes their own roles." + ask);
        }
        if (!Objects.equals(present.team(), wanted.team())) {
            problems.put("team", "Nobody changes their own team." + ask);
        }
        if (!Objects.equals(present.service(), wanted.service())) {
            problems.put("service", "Nobody changes their own service." + ask);
        }
        if (present.active() != wanted.active()) {
            problems.put("active", "Nobody says of themselves that they leave or return." + ask);
        }
        if (present.registered() != wanted.registered() || present.suitablyQualified() != wanted.suitablyQualified()) {
            problems.put("registered", "Nobody changes their own registration or qualification." + ask);
        }
    }

    /**
     * Adds or updates a person. A new one gets a login that nobody can use before a password is set with a link. What
     * opens records that they do not open yet waits for a second person: see {@link Confirmations}.
     *
     * @throws NotAllowedProblem to everybody but the administrator
     * @throws BadInputProblem with everything that stands against it
     */
    public Person put(Person wanted, String coveredBy) {
        return put(wanted, coveredBy, null);
    }

    /**
     * As above, by somebody who looked at the person before.
     *
     * @param seen {@link #mark} of what they saw; null where they did not look
     * @throws ConflictProblem where somebody else has changed the person since: then nothing is stored
     */
    public Person put(Person wanted, String coveredBy, String seen) {
        alone();
        Person present = seen == null
                ? null
                : people.findById(wanted.userId()).map(waiting::asAskedFor).orElse(null);
        if (present != null && !mark(present).equals(seen)) {
            throw new ConflictProblem(
                    "Somebody else has changed " + present.name() + " since you opened this, and nothing"
                            + " of yours is stored yet. What stands there now and differs from yours: "
                            + differences(wanted, present) + ".");
        }
        List<String> problems = new ArrayList<>(problems(wanted, coveredBy).values());
        if (!problems.isEmpty()) {
            boolean own = wanted.userId() != null
                    && wanted.userId().equals(directory.currentUser())
                    && directory.person(wanted.userId()).isPresent()
                    && rules.problems(wanted).isEmpty();
            String sentences = String.join(" ", problems);
            throw own ? new NotAllowedProblem(sentences) : new BadInputProblem(sentences);
        }
        boolean account = !wanted.active() || accounts.exists(wanted.userId());
        Confirmations.Split split = confirmations.split(wanted, directory.currentUser());
        Person stored = staff.put(split.now(), account ? null : unguessable(), coveredBy);
        confirmations.keep(split);
        if (!account) {
            accounts.nobodyKnowsThePassword(stored.userId());
        }
        return waiting.asAskedFor(stored);
    }

    /** Of what is known of a person, to find out later whether it has changed. */
    public static String mark(Person person) {
        return DigestUtils.sha256Hex(PeopleFile.row(person).toString());
    }

    /** What stands there in place of what was wanted, as "team: south, phone: none". */
    private static String differences(Person wanted, Person present) {
        List<String> asWanted = PeopleFile.row(wanted);
        List<String> asIs = PeopleFile.row(present);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < asIs.size(); i++) {
            if (!Objects.equals(asIs.get(i), asWanted.get(i))) {
                differences.add(PeopleFile.COLUMNS.get(i).replace('_', ' ') + ": "
                        + (asIs.get(i) == null || asIs.get(i).isEmpty() ? "none" : asIs.get(i)));
            }
        }
        return differences.isEmpty() ? "nothing" : String.join(", ", differences);
    }

    /** Asked before and after: another administrator may have taken the right while this one waited. */
    void alone() {
        staff.checkMayMaintain();
        oneAtATime();
        staff.checkMayMaintain();
    }

    /**
     * Nobody else changes people or administrators until this transaction is over: what was looked at before a change
     * still holds when it is made, such as that another administrator is left.
     */
    void oneAtATime() {
        db.sql("lock table pathways.person, pathways.person_role, pathways.team, pathways.service"
                        + " in share row exclusive mode")
                .update();
    }

    /**
     * Makes a person an administrator, or no longer one.
     *
     * @param reason for the trail
     * @throws NotAllowedProblem to everybody but the administrator, and about oneself
     */
    public void setAdministrator(String userId, boolean administrator, String reason) {
        alone();
        Person person = working(userId);
        if (userId.equals(directory.currentUser())) {
            throw new NotAllowedProblem("Nobody changes their own roles. Another administrator can.");
        }
        boolean now = accounts.administrator(userId);
        if (now == administrator) {
            return;
        }
        if (reason == null || reason.isBlank()) {
            throw new BadInputProblem("Say why: it stands on the trail.");
        }
        if (!administrator && lastAdministrator(userId)) {
            throw new BadInputProblem(
                    "This is the last administrator: without one nobody could be put in any more. Make somebody else an"
                            + " administrator first.");
        }
        if (administrator && waiting.asAskedFor(person).worksWithChildren()) {
            throw new BadInputProblem(person.name() + " works with children. Who may open children's records and who"
                    + " may put people in are two people: choose somebody who works with no children.");
        }
        accounts.setAdministrator(userId, administrator);
        trail.keep(Change.of(AuditKind.ROLE, administrator ? "role given" : "role taken", userId)
                .services(servicesOf(person))
                .before(administrator ? null : Map.of("role", "administrator"))
                .after(administrator ? Map.of("role", "administrator") : null)
                .because(reason.trim()));
    }

    /** Lets a person log in again at once who has tried wrong passwords. */
    public void unlock(String userId) {
        staff.checkMayMaintain();
        Person person = working(userId);
        accounts.unlock(userId);
        trail.keep(Change.of(AuditKind.PERSON, "unlocked", userId).services(servicesOf(person)));
    }

    /** The person, if they work here and so can have a link, a lock, a right. */
    public Person working(String userId) {
        return directory
                .person(userId)
                .filter(Person::active)
                .orElseThrow(() -> new NotFoundProblem("Nobody with the user id '" + userId + "' works here."));
    }

    /** How many open tasks a person holds, which go to others when they leave. */
    @Transactional(readOnly = true)
    public long openTasksOf(String userId) {
        return work.heldBy(userId);
    }

    @Transactional(readOnly = true)
    public List<Service> services() {
        return services.findByActiveTrueOrderByName();
    }

    @Transactional(readOnly = true)
    public List<String> administrators() {
        return accounts.administrators();
    }

    /** The services that something about this person concerns. */
    @Transactional(readOnly = true)
    public List<String> servicesOf(String userId) {
        return directory.person(userId).map(this::servicesOf).orElse(List.of());
    }

    private List<String> servicesOf(Person person) {
        List<String> found = new ArrayList<>();
        if (person.service() != null) {
            found.add(person.service());
        }
        directory
                .teamById(person.team())
                .map(Team::service)
                .filter(s -> !found.contains(s))
                .ifPresent(found::add);
        return found;
    }

    private boolean lastAdministrator(String userId) {
        List<String> all = accounts.administrators();
        return all.contains(userId) && all.size() == 1;
    }

    private String unguessable() {
        byte[] bytes = new byte[48];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}

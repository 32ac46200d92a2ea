package uk.childpathways.people;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
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
 * An administrator alone gives nobody a child. What would open records that the person does not open yet – a new person,
 * one who returns, another role, team or service – waits until somebody who answers for the service confirms it; and so
 * does the whole place of somebody whose account the administrator could have taken over, by another e-mail address or by a
 * link that went through their hands.
 *
 * <p>What waits is not in the directory: it stands beside it, and is put there when it is confirmed. So nothing has to ask
 * whether a role is confirmed: a role that is not, nobody has.
 */
@Component
@Transactional
public class Confirmations {

    /**
     * What of a person as they are put in takes effect now, and what waits.
     *
     * @param waiting null where nothing does
     * @param suspended whether they lose until then what they had
     * @param atOnce whether it would wait if there were anybody to confirm it
     */
    record Split(Person now, Waiting waiting, boolean suspended, boolean atOnce) {}

    private final WaitingPeople waiting;
    private final SecondPeople second;
    private final PersonRepository people;
    private final Directory directory;
    private final StaffAdministration staff;
    private final OpenWork work;
    private final AuditTrail trail;
    private final ApplicationEventPublisher events;
    private final JdbcClient db;
    private final Clock clock;

    Confirmations(
            WaitingPeople waiting,
            SecondPeople second,
            PersonRepository people,
            Directory directory,
            StaffAdministration staff,
            OpenWork work,
            AuditTrail trail,
            ApplicationEventPublisher events,
            JdbcClient db,
            Clock pathwaysClock) {
        this.waiting = waiting;
        this.second = second;
        this.people = people;
        this.directory = directory;
        this.staff = staff;
        this.work = work;
        this.trail = trail;
        this.events = events;
        this.db = db;
        this.clock = pathwaysClock;
    }

    /** What of the wanted place takes effect now; {@link #keep} then stores the rest. */
    Split split(Person wanted, String askedBy) {
        Person present = people.findById(wanted.userId()).orElse(null);
        Optional<Waiting> before = waiting.of(wanted.userId());
        Set<Waiting.Why> because = EnumSet.noneOf(Waiting.Why.class);
        before.ifPresent(known -> because.addAll(known.because()));
        because.remove(Waiting.Why.PLACE);
        if (present == null) {
            because.add(Waiting.Why.NEW);
        } else if (!present.active()) {
            because.add(Waiting.Why.RETURNS);
        } else if (otherAddress(present, wanted) && (present.worksWithChildren() || before.isPresent())) {
            because.add(Waiting.Why.EMAIL);
        }
        return split(present, wanted, because, before.orElse(null), askedBy);
    }

    private Split split(Person present, Person wanted, Set<Waiting.Why> because, Waiting before, String askedBy) {
        boolean ofTheAccount = because.stream().anyMatch(Waiting.Why::ofTheAccount);
        Set<String> covered = ofTheAccount ? Set.of() : placesCovered(present, wanted);
        Set<String> open = waitingRoles(wanted);
        if (!wanted.active() || covered.containsAll(open)) {
            return new Split(wanted, null, false, false);
        }
        if (!ofTheAccount) {
            because.add(Waiting.Why.PLACE);
        }
        if (second.nobodyEver(wanted.userId(), askedBy)) {
            return new Split(wanted, null, false, true);
        }
        Set<String> askers = new LinkedHashSet<>(before == null ? List.of() : before.askedBy());
        boolean same = before != null
                && before.roles().equals(wanted.roles())
                && Objects.equals(before.team(), wanted.team())
                && Objects.equals(before.service(), wanted.service())
                && before.because().equals(because);
        if (!same) {
            askers.add(askedBy);
        }
        Waiting asked = new Waiting(
                wanted.userId(),
                new TreeSet<>(wanted.roles()),
                wanted.team(),
                wanted.service(),
                because,
                List.copyOf(askers),
                same ? before.askedAt() : clock.instant());
        return new Split(
                ofTheAccount ? suspended(wanted) : inForce(present, wanted),
                asked,
                ofTheAccount && present != null && present.active() && present.worksWithChildren(),
                false);
    }

    /** Stores what waits, after the person is stored as far as it takes effect, and says so to those who can confirm it. */
    void keep(Split split) {
        keep(split, directory.currentUser());
    }

    private void keep(Split split, String by) {
        String userId = split.now().userId();
        Optional<Waiting> before = waiting.of(userId);
        if (split.waiting() == null) {
            if (waiting.remove(userId)) {
                trail.keep(entry("no longer asked for", split.now()));
            }
            if (split.atOnce()) {
                trail.keep(entry("in force at once", split.now())
                        .after(place(split.now()))
                        .because("nobody here has ever answered for a service, so nobody could confirm it")
                        .by(by));
            }
            return;
        }
        if (before.filter(split.waiting()::equals).isPresent()) {
            return;
        }
        waiting.keep(split.waiting());
        trail.keep(entry("waits for a second person", WaitingPeople.asAskedFor(split.now(), split.waiting()))
                .before(place(split.now()))
                .after(place(WaitingPeople.asAskedFor(split.now(), split.waiting())))
                .because(split.waiting().why())
                .by(by));
        if (split.suspended()) {
            work.withdraw(userId);
        }
        events.publishEvent(new PlaceAsked(split.waiting()));
    }

    /** Whoever was shown the link could have used it: until somebody confirms who logs in there, it opens no child. */
    @EventListener
    void passwordByHand(PasswordByHand set) {
        alone();
        Person present = people.findById(set.userId()).orElseThrow();
        Optional<Waiting> before = waiting.of(set.userId());
        if (!present.worksWithChildren() && before.isEmpty()) {
            return;
        }
        Set<Waiting.Why> because = EnumSet.of(Waiting.Why.LINK);
        before.ifPresent(known -> because.addAll(known.because()));
        because.remove(Waiting.Why.PLACE);
        Split split = split(present, waiting.asAskedFor(present), because, before.orElse(null), set.handedBy());
        staff.put(split.now(), null);
        keep(split, set.userId());
    }

    /** Whether this person answers for a service, and so confirms anybody at all. */
    @Transactional(readOnly = true)
    public boolean confirms(String userId) {
        return second.confirms(userId);
    }

    /** @throws NotAllowedProblem to everybody who answers for no service */
    @Transactional(readOnly = true)
    public void checkConfirms() {
        if (!confirms(directory.currentUser())) {
            throw new NotAllowedProblem("Who works here is confirmed by service managers, heads of service and the"
                    + " director, and by safeguarding managers for their own line.");
        }
    }

    /** What waits and this person can confirm, the longest first. */
    @Transactional(readOnly = true)
    public List<Waiting> forSecond(String userId) {
        return waiting.all().stream().filter(asked -> can(userId, asked)).toList();
    }

    @Transactional(readOnly = true)
    public boolean can(String userId, Waiting asked) {
        return second.of(asked).stream().anyMatch(person -> person.userId().equals(userId));
    }

    /** Those who can confirm it, by name. */
    @Transactional(readOnly = true)
    public List<Person> secondPeople(Waiting asked) {
        return second.of(asked);
    }

    /** Of what waits as it was seen, to find out later whether it has changed. */
    @Transactional(readOnly = true)
    public String mark(Waiting asked) {
        Person person = people.findById(asked.userId()).orElseThrow();
        return DigestUtils.sha256Hex(
                PeopleFile.row(WaitingPeople.asAskedFor(person, asked)).toString() + asked.because() + asked.askedBy());
    }

    /**
     * Puts what waits into force.
     *
     * @param seen {@link #mark} of what was looked at; null where nobody looked
     * @throws NotAllowedProblem to whoever asked for it, the person, and who does not answer for the service
     * @throws ConflictProblem where somebody was first, or it has changed since
     */
    public void confirm(String userId, String seen) {
        putIntoForce(decided(userId, seen), null);
    }

    /** Whoever runs the installation says so, where nobody else is left who could. */
    void atStart(String userId) {
        putIntoForce(waiting.of(userId).orElseThrow(), "by whoever started the installation (pathways.people.confirm)");
    }

    private void putIntoForce(Waiting asked, String reason) {
        String userId = asked.userId();
        Person before = people.findById(userId).orElseThrow();
        Person wanted = WaitingPeople.asAskedFor(before, asked);
        Change entry = entry("confirmed", wanted)
                .before(place(before))
                .after(place(wanted))
                .because(reason);
        waiting.remove(userId);
        staff.put(wanted, null);
        if (asked.ofTheAccount()) {
            work.giveBack(userId);
        }
        trail.keep(entry);
        events.publishEvent(new PlaceDecided(asked, true, null, directory.currentUser()));
    }

    /**
     * Takes back what was asked for; what is in force stays.
     *
     * @param reason for the trail, the person and the administrator
     */
    public void refuse(String userId, String reason, String seen) {
        if (reason == null || reason.isBlank()) {
            throw new BadInputProblem("Say why: the administrator is told, and it stands on the trail.");
        }
        Waiting asked = decided(userId, seen);
        Person present = people.findById(userId).orElseThrow();
        waiting.remove(userId);
        trail.keep(entry("refused", WaitingPeople.asAskedFor(present, asked))
                .before(place(WaitingPeople.asAskedFor(present, asked)))
                .after(place(present))
                .because(reason.trim()));
        events.publishEvent(new PlaceDecided(asked, false, reason.trim(), directory.currentUser()));
    }

    /** The council's sign-in provider said who this is and what they do: it is the second hand. */
    public void byTheProvider(String userId) {
        if (waiting.remove(userId)) {
            Person person = people.findById(userId).orElseThrow();
            trail.keep(entry("confirmed", person)
                    .after(place(person))
                    .because("by the council's sign-in provider")
                    .by(userId));
            work.giveBack(userId);
        }
    }

    private Waiting decided(String userId, String seen) {
        String by = directory.currentUser();
        alone();
        Waiting asked = waiting.of(userId).orElseThrow(() -> over(userId));
        if (by.equals(userId)) {
            throw new NotAllowedProblem("Nobody confirms or refuses their own place: that takes two people.");
        }
        if (asked.askedBy().contains(by)) {
            throw new NotAllowedProblem("You asked for this yourself: somebody else confirms it.");
        }
        if (!can(by, asked)) {
            throw new NotAllowedProblem(
                    "This is confirmed by somebody who answers for the service: " + names(second.of(asked)) + ".");
        }
        if (seen != null && !seen.equals(mark(asked))) {
            throw new ConflictProblem("What was asked for " + directory.nameOf(userId)
                    + " has changed since you opened the page. Nothing of yours is stored: look again.");
        }
        return asked;
    }

    private RuntimeException over(String userId) {
        return db.sql("select action, by_user from pathways.audit_entry where kind = 'ROLE' and about = ?"
                        + " and action in ('confirmed', 'refused', 'no longer asked for') order by id desc limit 1")
                .param(userId)
                .query((row, number) -> new ConflictProblem("Nothing waits any more for " + directory.nameOf(userId)
                        + ": " + row.getString("action") + " already by " + directory.nameOf(row.getString("by_user"))
                        + "."))
                .optional()
                .<RuntimeException>map(problem -> problem)
                .orElseGet(() -> new NotFoundProblem("Nothing waits for a second person for '" + userId + "'."));
    }

    static String names(List<Person> people) {
        return people.isEmpty()
                ? "nobody here at present"
                : people.stream().map(Person::name).collect(Collectors.joining(", "));
    }

    private void alone() {
        db.sql("lock table pathways.person, pathways.person_role, pathways.team, pathways.service"
                        + " in share row exclusive mode")
                .update();
    }

    private static boolean otherAddress(Person present, Person wanted) {
        return wanted.email() != null
                && !wanted.email().isBlank()
                && !wanted.email()
                        .trim()
                        .equalsIgnoreCase(
                                present.email() == null ? "" : present.email().trim());
    }

    private static Set<String> childRoles(Person person) {
        return person.roles().stream()
                .filter(role -> Role.of(role).scope() != Role.Scope.NO_CHILD)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Those that a second person confirms: what opens records; and, of somebody who opens records, the process owner, who
     * changes what is asked of everybody. Of somebody who opens none it holds at once.
     */
    private static Set<String> waitingRoles(Person person) {
        Set<String> roles = childRoles(person);
        if (!roles.isEmpty() && person.hasRole(Role.PROCESS_OWNER)) {
            roles.add(Role.PROCESS_OWNER.key());
        }
        return roles;
    }

    /** Those of the wanted roles that open no more than they open now. */
    private static Set<String> placesCovered(Person present, Person wanted) {
        return waitingRoles(wanted).stream()
                .filter(present.roles()::contains)
                .filter(role -> !Role.of(role).ofTeam() || Objects.equals(present.team(), wanted.team()))
                .filter(role -> present.service() == null || present.service().equals(wanted.service()))
                .collect(Collectors.toSet());
    }

    /** Everything but what a second person confirms. */
    private static Person suspended(Person wanted) {
        Set<String> left = new TreeSet<>(wanted.roles());
        left.removeAll(waitingRoles(wanted));
        return wanted.in(left, wanted.team(), wanted.service());
    }

    /** What they have and keep; what narrows their place holds at once. */
    private static Person inForce(Person present, Person wanted) {
        Set<String> confirmed = waitingRoles(wanted);
        Set<String> kept = wanted.roles().stream()
                .filter(role -> present.roles().contains(role) || !confirmed.contains(role))
                .collect(Collectors.toCollection(TreeSet::new));
        return wanted.in(
                kept,
                wanted.team() == null ? null : present.team(),
                present.service() == null ? wanted.service() : present.service());
    }

    private Change entry(String action, Person concerned) {
        return Change.of(AuditKind.ROLE, action, concerned.userId())
                .services(second.servicesOf(concerned.team(), concerned.service()));
    }

    private static Map<String, Object> place(Person person) {
        Map<String, Object> place = new LinkedHashMap<>();
        List<String> roles = new ArrayList<>();
        Stream.of(person.roles())
                .flatMap(Set::stream)
                .map(Role::of)
                .map(Role::words)
                .forEach(roles::add);
        place.put("roles", roles.isEmpty() ? "none" : String.join(", ", roles));
        place.put("team", person.team());
        place.put("service", person.service());
        place.put("email", person.email());
        return place;
    }
}

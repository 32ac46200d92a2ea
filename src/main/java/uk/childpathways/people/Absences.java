package uk.childpathways.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/** Records who is away and who covers, and lets the work follow: offered on the first day, given back on the last. */
@Service
@Transactional
@Order(CoverCheck.ABSENCES)
public class Absences implements CoverCheck {

    private final AbsenceRepository absences;
    private final Directory directory;
    private final LineOfManagement managers;
    private final CoverFromElsewhere elsewhere;
    private final Cover cover;
    private final StaffAdministration staff;
    private final OpenWork work;
    private final Clock clock;

    Absences(
            AbsenceRepository absences,
            Directory directory,
            LineOfManagement managers,
            CoverFromElsewhere elsewhere,
            Cover cover,
            StaffAdministration staff,
            OpenWork work,
            Clock pathwaysClock) {
        this.absences = absences;
        this.directory = directory;
        this.managers = managers;
        this.elsewhere = elsewhere;
        this.cover = cover;
        this.staff = staff;
        this.work = work;
        this.clock = pathwaysClock;
    }

    /**
     * Records that a person is away. It replaces what was recorded for days from then on.
     *
     * @param backOn the first day back; null while it is not known
     * @param coveredBy who covers; null for nobody
     * @param by who says so: the person or one of their managers
     */
    public void away(String userId, LocalDate from, LocalDate backOn, String coveredBy, String by) {
        check(userId, by);
        if (backOn != null && !backOn.isAfter(from)) {
            throw new BadInputProblem("The day of return must be after the first day away.");
        }
        if (coveredBy != null) {
            whyNot(userId, coveredBy, by).ifPresent(reason -> {
                throw new BadInputProblem(directory.nameOf(coveredBy) + " " + reason + ".");
            });
        }
        if (by.equals(coveredBy) && !by.equals(userId) && aboveThem(userId, by)) {
            throw new NotAllowedProblem("Nobody puts themselves in the place of somebody above them: "
                    + directory.nameOf(userId) + " says so, or one of their own managers.");
        }
        for (Absence earlier : absences.open(userId)) {
            if (earlier.backOn() == null || earlier.backOn().isAfter(from)) {
                earlier.endsOn(from);
                if (earlier.state() == Absence.State.PLANNED) {
                    earlier.becomes(Absence.State.OVER);
                }
            }
        }
        absences.saveAndFlush(new Absence(userId, from, backOn, coveredBy, by, clock.instant()));
        PeopleNow.changed();
        turn();
    }

    /** Whether the person who is away decides on a rung to which the one who speaks does not manage. */
    private boolean aboveThem(String userId, String by) {
        Person away = directory.person(userId).orElseThrow();
        boolean senior =
                away.hasRole(Role.SERVICE_MANAGER) || away.hasRole(Role.HEAD_OF_SERVICE) || away.hasRole(Role.DIRECTOR);
        return senior && managers.above(userId).stream().map(Person::userId).noneMatch(by::equals);
    }

    /** Records that a person is back, or will be sooner than was recorded. */
    public void back(String userId, LocalDate on, String by) {
        check(userId, by);
        absences.open(userId).stream()
                .filter(absence -> absence.backOn() == null || absence.backOn().isAfter(on))
                .forEach(absence -> absence.endsOn(on));
        absences.flush();
        PeopleNow.changed();
        turn();
    }

    /** Offers the work of people who are away today and gives it back to those who are back. Harmless when nothing has changed. */
    public void turn() {
        LocalDate today = cover.today();
        List<Absence> turning = absences.toBeTurned(today);
        if (turning.isEmpty()) {
            return;
        }
        for (Absence absence : turning) {
            absence.becomes(absence.on(today) ? Absence.State.AWAY : Absence.State.OVER);
        }
        absences.flush();
        PeopleNow.changed();
        staff.alignEverybody();
        for (Absence absence : turning) {
            if (absence.state() == Absence.State.AWAY) {
                work.offer(absence.userId(), cover.coverOf(absence.userId()).orElse(null));
            } else if (cover.here(absence.userId())) {
                work.giveBack(absence.userId());
            }
        }
    }

    /**
     * Why a colleague cannot take this person's place, as the rest of a sentence; empty if they can.
     *
     * @param by who would name them: the person or a manager
     */
    public Optional<String> whyNot(String userId, String coveredBy, String by) {
        Person away = directory.person(userId).orElse(null);
        Person covers = directory.person(coveredBy).filter(Person::active).orElse(null);
        String reason = null;
        if (away == null || covers == null) {
            reason = "must be a person who works here";
        } else if (userId.equals(coveredBy)) {
            reason = "cannot be the person who is away";
        } else if (cover.absenceOf(coveredBy).isPresent()) {
            reason = "cannot be a person who is away as well";
        } else {
            return WhoCanCover.whyNot(away, serviceOf(away), covers, serviceOf(covers))
                    .or(() -> Optional.of(
                                    "is of another team, whose children they do not see: a manager of yours records"
                                            + " that they cover. By yourself you name somebody of your team or above it")
                            .filter(sentence -> opensToOthers(away, covers, by)));
        }
        return Optional.ofNullable(reason);
    }

    /** A manager decides who does the team's work; a practitioner does not open the team to others by themselves. */
    private boolean opensToOthers(Person away, Person covers, String by) {
        return away.userId().equals(by)
                && away.roles().stream().map(Role::of).noneMatch(Role::manager)
                && elsewhere.is(away, covers);
    }

    /** Whether the person can take the place of one of these, named by this one. */
    public boolean coversAny(String userId, Collection<Person> away, String by) {
        Person covers = directory.person(userId).filter(Person::active).orElse(null);
        return covers != null
                && cover.here(userId)
                && away.stream()
                        .anyMatch(person -> !person.userId().equals(userId)
                                && WhoCanCover.whyNot(person, serviceOf(person), covers, serviceOf(covers))
                                        .isEmpty()
                                && !opensToOthers(person, covers, by));
    }

    private String serviceOf(Person person) {
        return directory.teamById(person.team()).map(Team::service).orElse(person.service());
    }

    /** Whether this person may say that the other is away: they themselves, their managers, and the managers above those. */
    public boolean maySpeakFor(String by, String userId) {
        if (by.equals(userId)) {
            return true;
        }
        Person manager = directory.person(by).filter(Person::active).orElse(null);
        Person away = directory.person(userId).orElse(null);
        if (manager == null || away == null) {
            return false;
        }
        boolean above = manager.roles().stream()
                .map(Role::of)
                .anyMatch(
                        role -> role == Role.SERVICE_MANAGER || role == Role.HEAD_OF_SERVICE || role == Role.DIRECTOR);
        boolean sameTeam = manager.team() != null && manager.team().equals(away.team());
        boolean earlyHelp = manager.hasRole(Role.EARLY_HELP_MANAGER) && away.hasRole(Role.EARLY_HELP_PRACTITIONER);
        return above
                || earlyHelp
                || (sameTeam && manager.roles().stream().map(Role::of).anyMatch(Role::manager))
                || managers.managersOf(userId).stream().map(Person::userId).anyMatch(by::equals);
    }

    private void check(String userId, String by) {
        if (directory.person(userId).filter(Person::active).isEmpty()) {
            throw new BadInputProblem("Nobody with the user id '" + userId + "' works here.");
        }
        if (!maySpeakFor(by, userId)) {
            throw new NotAllowedProblem("An absence is recorded by the person or by one of their managers.");
        }
    }

    @Override
    public void look() {
        turn();
    }
}

package uk.childpathways.around;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.MultiValueMap;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.FoundBy;
import uk.childpathways.children.NewEntry;
import uk.childpathways.children.RecordChain;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * Puts on the record who is around a child, where the child lives and what whoever visits must know (SWI-FIL-02,
 * NEW-INT-02). Somebody who is around brothers and sisters is put in once; each child's record gets an entry of its own,
 * and whether the person may write there is asked for each.
 */
@Service
public class RecordAround {

    private static final List<String> CLAUSES = List.of("SWI-FIL-02");

    /** What was typed cannot be recorded yet. */
    static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Map<String, String> problems;

        NotYet(Map<String, String> problems) {
            super(String.join(" ", problems.values()));
            this.problems = Collections.unmodifiableMap(problems);
        }

        Map<String, String> problems() {
            return problems;
        }
    }

    private final Chronology chronology;
    private final AroundChild around;
    private final FoundBy foundBy;
    private final RecordChain chain;
    private final Children children;
    private final ChildAccess access;
    private final Directory directory;
    private final Clock clock;

    RecordAround(
            Chronology chronology,
            AroundChild around,
            FoundBy foundBy,
            RecordChain chain,
            Children children,
            ChildAccess access,
            Directory directory,
            Clock pathwaysClock) {
        this.chronology = chronology;
        this.around = around;
        this.foundBy = foundBy;
        this.chain = chain;
        this.children = children;
        this.access = access;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /**
     * Puts somebody in or right, for the child whose page it is and the brothers and sisters ticked beside.
     *
     * @param id of the person; where nobody has it yet, the person is new
     * @param seen the entry that the page showed; null of somebody new
     * @throws NotYet with a sentence at each field that cannot be accepted; nothing was recorded
     * @throws ConflictProblem where somebody else has changed it since; nothing was recorded
     * @throws ClosedRecordException when one of the records is not open to whoever asks; nothing was recorded
     */
    @Transactional
    public void person(String ref, UUID id, UUID seen, MultiValueMap<String, String> typed) {
        Map<String, Object> facts = read(TypedAround.person(typed, today()));
        List<Child> all = concerned(ref, typed);
        chain.hold(all.stream().map(Child::ref).toList());
        if (same(ref, id, seen, AroundChild.PERSON, facts)) {
            return;
        }
        for (Child child : all) {
            Map<String, Object> own = new LinkedHashMap<>(facts);
            if (!child.ref().equals(ref)) {
                Relation.of(typed.getFirst("relation-" + child.ref()))
                        .ifPresent(relation -> own.put("relation", relation.key()));
            }
            write(child.ref(), id, AroundChild.PERSON, personTitle(own), own);
        }
    }

    /** Says that somebody is no longer around the child, or is again where the day is left out. */
    @Transactional
    public void personGone(String ref, UUID id, UUID seen, MultiValueMap<String, String> typed) {
        Map<String, Object> ends = read(TypedAround.end(typed, today(), "until", "untilWhy"));
        mine(ref);
        chain.hold(List.of(ref));
        PersonAround person = around.of(ref)
                .person(id)
                .orElseThrow(() -> new NotFoundProblem("Nobody on this record has the number " + id + "."));
        changedSince(person.entry(), seen);
        Map<String, Object> facts = factsOf(person.entry());
        facts.putAll(ends);
        write(ref, id, AroundChild.PERSON, personTitle(facts) + ", no longer around the child", facts);
    }

    /** Puts in or right what whoever visits must know. */
    @Transactional
    public void warning(String ref, UUID id, UUID seen, MultiValueMap<String, String> typed) {
        Map<String, Object> facts = read(TypedAround.warning(typed, today()));
        List<Child> all = concerned(ref, typed);
        chain.hold(all.stream().map(Child::ref).toList());
        if (same(ref, id, seen, AroundChild.WARNING, facts)) {
            return;
        }
        all.forEach(child -> write(child.ref(), id, AroundChild.WARNING, "Warning for whoever visits", facts));
    }

    /** Says that a warning holds no longer, and why. */
    @Transactional
    public void warningOver(String ref, UUID id, UUID seen, MultiValueMap<String, String> typed) {
        Map<String, Object> ends = read(TypedAround.end(typed, today(), "over", "overWhy"));
        mine(ref);
        chain.hold(List.of(ref));
        VisitWarning warning = around.of(ref)
                .warning(id)
                .orElseThrow(() -> new NotFoundProblem("There is no warning " + id + " on this record."));
        changedSince(warning.entry(), seen);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("says", warning.says());
        if (AroundChild.KIND.equals(
                chronology.find(warning.entry()).map(ChronologyEntry::kind).orElse(null))) {
            facts.putAll(factsOf(warning.entry()));
        }
        facts.putAll(ends);
        write(ref, id, AroundChild.WARNING, "Warning for whoever visits: over", facts);
    }

    /** Puts in or right where the child lives or lived. */
    @Transactional
    public void address(String ref, UUID id, UUID seen, MultiValueMap<String, String> typed) {
        Map<String, Object> facts = read(TypedAround.address(typed, today()));
        List<Child> all = concerned(ref, typed);
        chain.hold(all.stream().map(Child::ref).toList());
        if (same(ref, id, seen, AroundChild.ADDRESS, facts)) {
            return;
        }
        all.forEach(child -> write(child.ref(), id, AroundChild.ADDRESS, "Where the child lives", facts));
    }

    /**
     * Puts the child's own name or day of birth right. By whoever works with the child in its team, and managers; the name
     * from before stays and finds the child (SWI-FIL-02).
     *
     * @param seen {@link #mark(Child)} of what the page showed
     * @throws NotAllowedProblem to whoever may read the record and is neither
     */
    @Transactional
    public void details(String ref, String seen, MultiValueMap<String, String> typed) {
        mine(ref);
        chain.hold(List.of(ref));
        Child child = children.get(ref);
        checkMayPutRight(child);
        if (!mark(child).equals(seen)) {
            throw new ConflictProblem("Somebody else has changed these details since you opened the page: look at what"
                    + " stands there now. Nothing of yours is recorded yet.");
        }
        Map<String, Object> facts = read(TypedAround.details(typed, today(), child.unborn()));
        LocalDate day = LocalDate.parse(facts.get("born").toString());
        Child right = new Child(
                ref,
                facts.get("name").toString(),
                child.unborn() ? null : day,
                child.unborn() ? day : child.expectedOn(),
                child.familyRef(),
                child.team(),
                child.allocatedWorker(),
                child.placement(),
                child.outOfCounty());
        if (mark(right).equals(seen)) {
            throw new NotYet(Map.of("name", "Nothing is different from what stands there."));
        }
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put(AroundChild.ID, UUID.randomUUID().toString());
        answers.put(AroundChild.WHAT, AroundChild.DETAILS);
        answers.put("nameBefore", child.name());
        answers.put("bornBefore", String.valueOf(child.bornOrExpectedOn()));
        answers.putAll(facts);
        children.put(right);
        chronology.record(new NewEntry(
                ref,
                null,
                AroundChild.KIND,
                null,
                "The child’s own details put right",
                null,
                answers,
                null,
                null,
                directory.currentUser(),
                clock.instant(),
                CLAUSES,
                null));
    }

    /** Of the child's details as they were seen. */
    static String mark(Child child) {
        return child.name() + "\n" + child.dateOfBirth() + "\n" + (child.unborn() ? child.expectedOn() : "");
    }

    /** Who reads the record for one meeting alone puts nothing right in it. */
    void checkMayPutRight(Child child) {
        String user = directory.currentUser();
        boolean may = user.equals(child.allocatedWorker())
                || directory
                        .person(user)
                        .filter(person -> child.team() != null && child.team().equals(person.team())
                                || person.roles().stream().map(Role::of).anyMatch(Role::manager))
                        .isPresent();
        if (!may) {
            throw new NotAllowedProblem("The child's own details are put right by the child's worker and team, and by"
                    + " managers. Tell one of them what is wrong.");
        }
    }

    private static Map<String, Object> read(TypedAround.Read read) {
        if (!read.problems().isEmpty()) {
            throw new NotYet(read.problems());
        }
        return read.facts();
    }

    private static String personTitle(Map<String, Object> facts) {
        String relation =
                Relation.of(facts.get("relation")).map(Relation::words).orElse("");
        return "Around the child: " + facts.get("name") + ", " + relation;
    }

    /**
     * Whether it stands so already, as after a double click.
     *
     * @throws ConflictProblem where something else stands there than the page showed
     */
    private boolean same(String ref, UUID id, UUID seen, String what, Map<String, Object> facts) {
        Optional<UUID> present = entryOf(ref, id, what);
        if (present.isPresent() && !present.get().equals(seen)) {
            Map<String, Object> there = factsOf(present.get());
            if (there.equals(facts)) {
                return true;
            }
        }
        changedSince(present.orElse(null), seen);
        return false;
    }

    private void changedSince(UUID present, UUID seen) {
        if (!Objects.equals(present, seen)) {
            String by = present == null
                    ? "somebody"
                    : directory.nameOf(
                            chronology.find(present).map(ChronologyEntry::by).orElse(null));
            throw new ConflictProblem("This has been changed by " + by + " since you opened the page, and nothing of"
                    + " yours is recorded yet. What you typed is still here: open the list in another window, look at"
                    + " what stands there now, and record yours again if it still holds.");
        }
    }

    private Optional<UUID> entryOf(String ref, UUID id, String what) {
        Around now = around.of(ref);
        return switch (what) {
            case AroundChild.PERSON -> now.person(id).map(PersonAround::entry);
            case AroundChild.WARNING -> now.warning(id).map(VisitWarning::entry);
            default -> now.address(id).map(ChildAddress::entry);
        };
    }

    /** What the entry says, without whose it is. */
    private Map<String, Object> factsOf(UUID entry) {
        Map<String, Object> facts = new LinkedHashMap<>(
                chronology.find(entry).map(ChronologyEntry::answers).orElse(Map.of()));
        facts.remove(AroundChild.ID);
        facts.remove(AroundChild.WHAT);
        return facts;
    }

    private void write(String ref, UUID id, String what, String title, Map<String, Object> facts) {
        write(ref, id, what, title, facts, directory.currentUser());
    }

    private void write(String ref, UUID id, String what, String title, Map<String, Object> facts, String by) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put(AroundChild.ID, id.toString());
        answers.put(AroundChild.WHAT, what);
        answers.putAll(facts);
        Instant now = clock.instant();
        chronology.record(new NewEntry(
                ref, null, AroundChild.KIND, null, title, null, answers, null, null, by, now, CLAUSES, null));
        foundBy.by(ref, what + " " + id, words(what, facts));
    }

    /** By whom and what the child's record is found: not by who has gone. */
    private static Optional<String> words(String what, Map<String, Object> facts) {
        return switch (what) {
            case AroundChild.PERSON ->
                facts.containsKey("until") ? Optional.empty() : Optional.of(String.valueOf(facts.get("name")));
            case AroundChild.ADDRESS -> Optional.of(String.valueOf(facts.get("address")));
            default -> Optional.empty();
        };
    }

    /** Of the invented children, by whoever works with them: nobody is logged in when the application starts. */
    void demonstrated(String ref, UUID id, String by, String what, String title, Map<String, Object> facts) {
        write(ref, id, what, title == null ? personTitle(facts) : title, facts, by);
    }

    private List<Child> concerned(String ref, MultiValueMap<String, String> typed) {
        List<Child> all = new ArrayList<>(List.of(mine(ref)));
        for (String also : typed.getOrDefault("also", List.of())) {
            if (!also.isBlank() && all.stream().noneMatch(child -> child.ref().equals(also))) {
                if (children.siblingsOf(ref).stream()
                        .noneMatch(sibling -> sibling.ref().equals(also))) {
                    throw new ClosedRecordException(also);
                }
                all.add(mine(also));
            }
        }
        return all;
    }

    private Child mine(String ref) {
        if (!access.mayRead(directory.currentUser(), ref)) {
            throw new ClosedRecordException(ref);
        }
        return children.get(ref);
    }

    private LocalDate today() {
        return England.dayOf(clock.instant());
    }

    /** @throws BadInputProblem for what is no number of ours */
    static UUID number(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException none) {
            throw new BadInputProblem("Choose from the list on the child's page.");
        }
    }
}

package uk.childpathways.children;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PageableDefault;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;
import uk.childpathways.web.Paged;

@RestController
@RequestMapping("/api/children")
@Tag(name = "Children", description = "The children whose record the caller may read, and what happened to them.")
class ChildrenApi {

    /** What the case system knows about a child. */
    record ChildFacts(
            String name,
            LocalDate dateOfBirth,
            LocalDate expectedOn,
            String family,
            String team,
            String allocatedWorker,
            String placement,
            Boolean outOfCounty) {}

    record JourneyView(
            UUID id,
            String journey,
            UUID handedOverFrom,
            Instant openedAt,
            String openedBy,
            Instant endedAt,
            String endReason) {
        static JourneyView of(Journey journey) {
            return new JourneyView(
                    journey.id(),
                    journey.key(),
                    journey.handedOverFrom(),
                    journey.openedAt(),
                    journey.openedBy(),
                    journey.endedAt(),
                    journey.endReason());
        }
    }

    record ChildView(
            String ref,
            String name,
            LocalDate dateOfBirth,
            LocalDate expectedOn,
            boolean unborn,
            int age,
            String ageText,
            String family,
            List<String> siblings,
            String team,
            String allocatedWorker,
            String placement,
            boolean outOfCounty,
            List<JourneyView> journeys) {}

    private final Children children;
    private final ChildAccess access;
    private final RecordAccess decisions;
    private final Journeys journeys;
    private final Chronology chronology;
    private final EntriesForReaders entries;
    private final RecordChain chain;
    private final SharedDocuments documents;
    private final Directory directory;
    private final StaffAdministration staff;
    private final Clock clock;

    ChildrenApi(
            Children children,
            ChildAccess access,
            RecordAccess decisions,
            Journeys journeys,
            Chronology chronology,
            EntriesForReaders entries,
            RecordChain chain,
            SharedDocuments documents,
            Directory directory,
            StaffAdministration staff,
            Clock pathwaysClock) {
        this.children = children;
        this.access = access;
        this.decisions = decisions;
        this.journeys = journeys;
        this.chronology = chronology;
        this.entries = entries;
        this.chain = chain;
        this.documents = documents;
        this.directory = directory;
        this.staff = staff;
        this.clock = pathwaysClock;
    }

    @GetMapping
    @Operation(summary = "The children whose record you may read")
    Paged<ChildView> all(@ParameterObject @PageableDefault(size = 50) Pageable page) {
        return Paged.of(access.visible(page), this::view);
    }

    @GetMapping("/{ref}")
    @Operation(summary = "One child, with siblings and journeys")
    ChildView one(@PathVariable String ref) {
        return view(access.open(ref));
    }

    @GetMapping("/{ref}/chronology")
    @Operation(summary = "What happened to the child, newest first")
    Paged<ChronologyEntry> chronology(
            @PathVariable String ref, @ParameterObject @PageableDefault(size = 50) Pageable page) {
        access.check(ref);
        return Paged.of(chronology.of(ref, page), entries::shown);
    }

    @GetMapping("/{ref}/shared-documents")
    @Operation(
            summary = "Which documents about the child were shared with whom, newest first",
            description =
                    "One record for each recipient; how=not-shared with the reason where a recipient was not given it.")
    Paged<SharedDocuments.Shared> sharedDocuments(
            @PathVariable String ref, @ParameterObject @PageableDefault(size = 50) Pageable page) {
        access.check(ref);
        return Paged.of(documents.of(ref, page));
    }

    @GetMapping("/{ref}/record-check")
    @Operation(summary = "Whether the child's record was tampered with, and where")
    RecordChain.Report recordCheck(@PathVariable String ref) {
        access.check(ref);
        return chain.verify(ref);
    }

    @PutMapping("/{ref}")
    @Transactional
    @Operation(
            summary = "Adds a child, or updates the facts",
            description =
                    "For the administrator: what the case system knows. Name and date of birth (or the expected date) are"
                            + " always given, and for a new child the team; of the rest what is not mentioned stays as it"
                            + " was. Team and worker of a child who is known here are changed by the managers alone, with"
                            + " a case transfer or by allocating the case: others than those in force are refused.")
    ChildView put(@PathVariable String ref, @RequestBody ChildFacts facts) {
        staff.checkMayMaintain();
        if (!ref.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new BadInputProblem("A child reference is made of letters, digits, '.', '-' and '_'.");
        }
        if (facts.name() == null || facts.name().isBlank()) {
            throw new BadInputProblem("The child's name is missing.");
        }
        if (facts.dateOfBirth() == null && facts.expectedOn() == null) {
            throw new BadInputProblem("Give the child's date of birth, or the expected date for an unborn child.");
        }
        if (facts.dateOfBirth() != null && facts.dateOfBirth().isAfter(LocalDate.now(clock))) {
            throw new BadInputProblem(
                    "The date of birth lies in the future. For an unborn child give the expected date.");
        }
        children.hold(ref);
        Optional<Child> before = children.find(ref);
        String team = kept(facts.team(), before, Child::team);
        if (directory.teamById(team).isEmpty()) {
            throw new BadInputProblem("There is no team '" + team + "'. Put in the team first.");
        }
        if (facts.allocatedWorker() != null
                && directory
                        .person(facts.allocatedWorker())
                        .filter(Person::active)
                        .isEmpty()) {
            throw new BadInputProblem("Nobody with the user id '" + facts.allocatedWorker() + "' works here.");
        }
        if (decisions.conflicted(ref, facts.allocatedWorker())) {
            throw new BadInputProblem(
                    "The record of this child is closed to '" + facts.allocatedWorker() + "': name another worker.");
        }
        String worker = kept(facts.allocatedWorker(), before, Child::allocatedWorker);
        if (before.filter(child -> !team.equals(child.team()) || !Objects.equals(worker, child.allocatedWorker()))
                .isPresent()) {
            throw new NotAllowedProblem("Who works with a child who is known here is not changed by the administrator:"
                    + " the record would be open to others, and nobody would have agreed. The receiving team's manager"
                    + " accepts a case transfer, and a manager of the team allocates the case, both from the start list;"
                    + " then send the same team and worker, or leave them out.");
        }
        Child after = children.put(new Child(
                ref,
                facts.name().trim(),
                facts.dateOfBirth(),
                facts.expectedOn(),
                kept(facts.family(), before, Child::familyRef),
                team,
                worker,
                kept(facts.placement(), before, Child::placement),
                Boolean.TRUE.equals(kept(facts.outOfCounty(), before, Child::outOfCounty))));
        // Whoever maintains what the case system knows may open no record: no more is told than was sent.
        return view(
                access.mayRead(directory.currentUser(), after)
                        ? after
                        : new Child(
                                ref,
                                after.name(),
                                facts.dateOfBirth(),
                                facts.expectedOn(),
                                facts.family(),
                                facts.team(),
                                facts.allocatedWorker(),
                                facts.placement(),
                                Boolean.TRUE.equals(facts.outOfCounty())));
    }

    /** What was not mentioned stays as it was. */
    private static <T> T kept(T sent, Optional<Child> before, Function<Child, T> fact) {
        return sent == null ? before.map(fact).orElse(null) : sent;
    }

    private ChildView view(Child child) {
        LocalDate today = LocalDate.now(clock);
        return new ChildView(
                child.ref(),
                child.name(),
                child.dateOfBirth(),
                child.expectedOn(),
                child.unborn(),
                child.ageOn(today),
                child.ageTextOn(today),
                child.familyRef(),
                access.siblingsFor(directory.currentUser(), child.ref()).stream()
                        .map(Child::ref)
                        .toList(),
                child.team(),
                child.allocatedWorker(),
                child.placement(),
                child.outOfCounty(),
                // Whoever maintains what the case system knows does not learn from the answer what is going on.
                access.mayRead(directory.currentUser(), child)
                        ? journeys.of(child.ref()).stream().map(JourneyView::of).toList()
                        : List.of());
    }
}

package uk.childpathways.children;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.ReadOnce;

/** The children known here. */
@Service
@Transactional
public class Children {

    private final ChildRepository children;
    private final ApplicationEventPublisher events;

    Children(ChildRepository children, ApplicationEventPublisher events) {
        this.children = children;
        this.events = events;
    }

    /** @throws UnknownChildException when no child has this reference */
    @Transactional(readOnly = true, noRollbackFor = UnknownChildException.class)
    public Child get(String ref) {
        return find(ref).orElseThrow(() -> new UnknownChildException(ref));
    }

    @Transactional(readOnly = true)
    public Optional<Child> find(String ref) {
        return ref == null ? Optional.empty() : children.findById(ref);
    }

    /** Those of these references that are children. */
    @Transactional(readOnly = true)
    public List<Child> ofRefs(Collection<String> refs) {
        return refs.isEmpty() ? List.of() : children.findAllById(refs);
    }

    /** The child whom somebody means who typed this reference: without regard to capital letters and spaces around it. */
    @Transactional(readOnly = true)
    public Optional<Child> meant(String typed) {
        String ref = typed == null ? "" : typed.strip();
        return find(ref).or(() -> {
            List<Child> alike = children.findByRefIgnoreCase(ref);
            return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
        });
    }

    /** All children of a family group, by reference; none for one that is not known. */
    @Transactional(readOnly = true)
    public List<Child> ofFamily(String familyRef) {
        return children.findByFamilyRefIgnoreCaseOrderByRef(familyRef);
    }

    /** The other children of the same family group, by reference. */
    @Transactional(readOnly = true)
    public List<Child> siblingsOf(String ref) {
        Child child = get(ref);
        return child.familyRef() == null
                ? List.of()
                : children.findByFamilyRefOrderByRef(child.familyRef()).stream()
                        .filter(sibling -> !sibling.ref().equals(ref))
                        .toList();
    }

    @Transactional(readOnly = true)
    public List<Child> ofTeam(String team) {
        return children.findByTeamOrderByRef(team);
    }

    /** Adds the child, or replaces the old facts by the new. */
    public Child put(Child child) {
        LocalDate before = find(child.ref()).map(Child::bornOrExpectedOn).orElse(null);
        String team = find(child.ref()).map(Child::team).orElse(null);
        Child stored = children.saveAndFlush(child);
        ReadOnce.forget(ReadOnce.About.RECORDS);
        changedTeam(stored, team);
        if (before != null && !before.equals(stored.bornOrExpectedOn())) {
            events.publishEvent(new BirthCorrected(stored.ref()));
        }
        return stored;
    }

    /** Says where the child lives, in words ("foster home"), and whether that is outside the county. */
    public Child place(String ref, String placement, boolean outOfCounty) {
        Child child = get(ref);
        child.placeIn(placement, outOfCounty);
        Child placed = children.saveAndFlush(child);
        events.publishEvent(new ChildPlaced(ref));
        return placed;
    }

    /** Until this transaction ends, no other transaction changes this child or opens a journey of which a child has only one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String ref) {
        children.hold(ref);
    }

    /** The same for the child and its brothers and sisters. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdFamily(String ref) {
        children.holdFamily(ref);
    }

    /** Names the child's worker, and the team, which follows the worker's. */
    public Child allocate(String ref, String team, String worker) {
        Child child = get(ref);
        String before = child.team();
        child.allocateTo(team, worker);
        Child stored = children.saveAndFlush(child);
        ReadOnce.forget(ReadOnce.About.RECORDS);
        changedTeam(stored, before);
        return stored;
    }

    /** Moves the child to that team; the worker stays until the new team has named one. */
    public Child moveTo(String ref, String team) {
        return allocate(ref, team, get(ref).allocatedWorker());
    }

    private void changedTeam(Child child, String before) {
        if (before != null && !before.equals(child.team())) {
            events.publishEvent(new ChildChangedTeam(child.ref(), before, child.team()));
        }
    }

    /** The children allocated to this worker. */
    @Transactional(readOnly = true)
    public List<Child> allocatedTo(String worker) {
        return children.findByAllocatedWorkerOrderByRef(worker);
    }

    /** Children without a worker, by reference. */
    @Transactional(readOnly = true)
    public List<Child> withoutWorker() {
        return children.findByAllocatedWorkerIsNullOrderByRef();
    }
}

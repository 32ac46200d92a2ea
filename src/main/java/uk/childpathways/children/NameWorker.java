package uk.childpathways.children;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.people.Directory;
import uk.childpathways.people.EarlyHelp;
import uk.childpathways.people.LineOfManagement;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.NotAllowedProblem;

/**
 * Makes the worker chosen on the form (variable {@code worker}, a user id) the child's named worker (RUT-CP-01,
 * SWI-OVR-02c). The child stays in its team; the work that goes with the case passes to the new worker.
 *
 * <p>Whoever is the worker opens the record. So the word asks who answered, whichever model calls it and whenever: a
 * manager of the child's team who may open the record themselves names somebody of that team (SWI-OVR-02a); in early help
 * its manager names one of her practitioners (RUT-EH-2.4a).
 */
@ModelVocabulary(
        value = "nameWorker",
        says = "Makes the person whom a manager of the child's team chose on the form the child's worker; work that"
                + " goes with the case passes to them",
        purpose = Purpose.CHILD,
        reads = {@ModelVariable(name = "worker", says = "the user id chosen")})
class NameWorker implements JavaDelegate {

    private static final String WORKER = "worker";

    private final Children children;
    private final WorkersTasks tasks;
    private final Directory directory;
    private final LineOfManagement line;
    private final EarlyHelp earlyHelp;
    private final Journeys journeys;
    private final Chronology chronology;
    private final ChildAccess access;
    private final RecordAccess decisions;

    NameWorker(
            Children children,
            WorkersTasks tasks,
            Directory directory,
            LineOfManagement line,
            EarlyHelp earlyHelp,
            Journeys journeys,
            Chronology chronology,
            ChildAccess access,
            RecordAccess decisions) {
        this.children = children;
        this.tasks = tasks;
        this.directory = directory;
        this.line = line;
        this.earlyHelp = earlyHelp;
        this.journeys = journeys;
        this.chronology = chronology;
        this.access = access;
        this.decisions = decisions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Child child = children.get(JourneyVariables.childRef(execution));
        String before = child.allocatedWorker();
        String worker = String.valueOf(execution.getVariable(WORKER));
        checkWhoNames(whoNamed(execution, child, worker), child, worker);
        checkWhoIsNamed(worker, child);
        children.allocate(child.ref(), child.team(), worker);
        tasks.passOn(child.ref(), before, worker);
    }

    /** Who gave the answer, and not who is there when the word runs: that may be a timer, or somebody at another task. */
    private String whoNamed(DelegateExecution execution, Child child, String worker) {
        return chronology
                .latestAnswering(child.ref(), JourneyVariables.instancesUpwards(execution), WORKER)
                .filter(said -> worker.equals(said.answers().get(WORKER)))
                .map(ChronologyEntry::by)
                .orElseThrow(
                        () -> new BadInputProblem("Nobody chose this worker on a form of this case. A child's worker"
                                + " is chosen by a manager, on a form that asks for '" + WORKER + "'."));
    }

    private void checkWhoNames(String by, Child child, String worker) {
        if (inEarlyHelp(child) && earlyHelp.manages(by, worker)) {
            // Her part in the case came with the task that she has just answered.
            if (decisions.conflicted(child.ref(), by)) {
                throw new ClosedRecordException(child.ref());
            }
            return;
        }
        if (!line.manages(by, child.team())) {
            throw new NotAllowedProblem(
                    "A child's worker is named by a manager of the child's team, or by whoever stands"
                            + " in for them. Ask one of them.");
        }
        if (!access.mayRead(by, child)) {
            throw new ClosedRecordException(child.ref());
        }
    }

    private boolean inEarlyHelp(Child child) {
        return journeys.running(child.ref()).stream().anyMatch(journey -> "early-help".equals(journey.key()));
    }

    private void checkWhoIsNamed(String worker, Child child) {
        Person person = directory
                .person(worker)
                .filter(Person::active)
                .filter(Person::worksWithChildren)
                .orElseThrow(() -> new BadInputProblem(directory.nameOf(worker)
                        + " has no role that works with children, or has left. Choose somebody else."));
        if (!child.team().equals(person.team()) && !person.hasRole(Role.EARLY_HELP_PRACTITIONER)) {
            throw new BadInputProblem(person.name() + " does not work in the child's team. Choose somebody of the team,"
                    + " or transfer the case first.");
        }
        if (decisions.conflicted(child.ref(), worker)) {
            throw new BadInputProblem(
                    "The record of this child is closed to " + person.name() + ". Choose somebody else.");
        }
    }
}

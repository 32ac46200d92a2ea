package uk.childpathways.handovers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.AlikeChildren;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.NewEntry;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;
import uk.childpathways.notices.Recipients;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.web.BadInputProblem;
import uk.childpathways.web.ConflictProblem;

/**
 * Puts a child on record of whom nobody here has heard, with the family of a brother or sister who is known. One child has
 * one record: the form refuses a name that is known already (check {@code no-second-record}). Where the record that is alike is
 * closed to whoever writes, they learn nothing of it, and its service manager is told instead.
 */
@ModelVocabulary(
        value = "recordNewChild",
        says =
                "Puts a child on record who is not known here yet. Where a record that is closed to the person is alike, its"
                        + " service manager is told",
        purpose = Purpose.CHILD,
        reads = {
            @ModelVariable(name = "newChildRef", says = "the case system's reference"),
            @ModelVariable(name = "newChildName", says = "the child's name"),
            @ModelVariable(name = "bornOn", says = "the date of birth"),
            @ModelVariable(name = "expectedOn", says = "of an unborn child the day on which it is expected"),
            @ModelVariable(
                    name = "brotherOrSister",
                    says = "a brother or sister who is known, whose family it belongs to"),
            @ModelVariable(name = "newChildTeam", says = "the team in whose area the child lives"),
            @ModelVariable(name = "anotherChild", says = "how one knows that it is not a child alike who is known")
        })
class RecordNewChild implements JavaDelegate {

    private final Children children;
    private final AlikeChildren alike;
    private final ChildAccess access;
    private final Chronology chronology;
    private final Notifications notifications;
    private final Directory directory;
    private final Clock clock;

    RecordNewChild(
            Children children,
            AlikeChildren alike,
            ChildAccess access,
            Chronology chronology,
            Notifications notifications,
            Directory directory,
            Clock pathwaysClock) {
        this.children = children;
        this.alike = alike;
        this.access = access;
        this.chronology = chronology;
        this.notifications = notifications;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String ref = text(execution, "newChildRef");
        String name = text(execution, "newChildName");
        LocalDate born = day(execution, "bornOn");
        LocalDate expected = born == null ? day(execution, "expectedOn") : null;
        String team = text(execution, "newChildTeam");
        String user = directory.currentUser();
        if (ref == null || name == null || born == null && expected == null) {
            throw new BadInputProblem(
                    "A child is put on record with a reference, a name and a date of birth, or the day on"
                            + " which it is expected.");
        }
        if (children.meant(ref).isPresent()) {
            throw new ConflictProblem("The reference " + ref + " belongs to a child already.");
        }
        if (directory.teamById(team).isEmpty()) {
            throw new BadInputProblem("There is no team '" + team + "'. Choose one of the list.");
        }
        List<Child> alikeAndClosed = alike.to(name, born == null ? expected : born).stream()
                .filter(child -> !access.mayRead(user, child.ref()))
                .toList();
        Child child = children.put(new Child(
                ref,
                name,
                born,
                expected,
                familyOf(text(execution, "brotherOrSister"), user),
                team,
                null,
                null,
                false));
        record(child, text(execution, "anotherChild"), execution.getProcessInstanceId(), user);
        alikeAndClosed.forEach(other -> tell(other, child));
    }

    private String familyOf(String sibling, String user) {
        if (sibling == null) {
            return null;
        }
        if (!access.mayRead(user, sibling)) {
            throw new ClosedRecordException(sibling);
        }
        Child known = children.get(sibling);
        if (known.familyRef() != null) {
            return known.familyRef();
        }
        String family = "F-" + known.ref();
        children.put(new Child(
                known.ref(),
                known.name(),
                known.dateOfBirth(),
                known.expectedOn(),
                family,
                known.team(),
                known.allocatedWorker(),
                known.placement(),
                known.outOfCounty()));
        return family;
    }

    private void record(Child child, String anotherChild, String processInstanceId, String user) {
        Map<String, Object> answers = new TreeMap<>();
        if (anotherChild != null) {
            answers.put("anotherChild", anotherChild);
        }
        chronology.record(new NewEntry(
                child.ref(),
                null,
                "child-recorded",
                "Task_RecordNewChild",
                "Put on record",
                null,
                answers,
                processInstanceId,
                null,
                user,
                clock.instant(),
                List.of(),
                null));
    }

    private void tell(Child known, Child child) {
        notifications.tell(Notice.now(
                "second-record:" + known.ref() + ":" + child.ref(),
                known.ref(),
                null,
                "second-record",
                "Perhaps the same child",
                "Child " + child.ref() + " was put on record and may be the same child as " + known.ref()
                        + ", whose record is closed to whoever wrote it. Please look at both, and have one record.",
                List.of(Recipients.recipient(Role.SERVICE_MANAGER.key(), known.ref()))));
    }

    private static String text(DelegateExecution execution, String variable) {
        Object value = execution.getVariable(variable);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }

    private static LocalDate day(DelegateExecution execution, String variable) {
        String text = text(execution, variable);
        return text == null ? null : LocalDate.parse(text.substring(0, 10));
    }
}

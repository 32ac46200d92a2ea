package uk.childpathways.breaches;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.web.BadInputProblem;

/**
 * Records that a timescale cannot be kept, as the form says (SWI-COL-05, SWI-COL-06). Reads the kept variable
 * {@code deadlineId} and the form's marked fields {@code rationale} and {@code until}; sets {@code childRef} and {@code
 * journeyId} for what follows, since the form asks for the deadline alone.
 */
@ModelVocabulary(
        value = "recordDeclaration",
        says = "Records that a timescale cannot be kept, as it was said on the form (fields marked rationale and"
                + " until for the oversight record)",
        purpose = Purpose.CLOCK,
        reads = {@ModelVariable(name = "deadlineId", says = "the deadline chosen on the form")},
        sets = {
            @ModelVariable(name = "childRef", says = "the child of that deadline"),
            @ModelVariable(name = "journeyId", says = "its journey")
        })
class RecordDeclaration implements JavaDelegate {

    private final Deadlines deadlines;
    private final Chronology chronology;
    private final ChildAccess access;
    private final PractitionerFiles files;

    RecordDeclaration(Deadlines deadlines, Chronology chronology, ChildAccess access, PractitionerFiles files) {
        this.deadlines = deadlines;
        this.chronology = chronology;
        this.access = access;
        this.files = files;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Object chosen = execution.getVariable("deadlineId");
        if (chosen == null || chosen.toString().isBlank()) {
            throw new BadInputProblem("Choose the timescale that cannot be kept.");
        }
        Deadline deadline = deadlines.get(UUID.fromString(chosen.toString()));
        ChronologyEntry said = chronology
                .latestOfProcessInstance(execution.getProcessInstanceId())
                .orElseThrow(() -> new IllegalStateException("The declaration was not submitted on a form."));
        // The case is about that child from here on.
        if (!mayOpen(said.by(), deadline.childRef())) {
            throw new ClosedRecordException(deadline.childRef());
        }
        execution.setVariable("childRef", deadline.childRef());
        execution.setVariable("journeyId", deadline.journeyId().toString());
        Map<String, Object> facts = said.oversightFacts() == null ? Map.of() : said.oversightFacts();
        Object rationale = facts.getOrDefault("rationale", said.answers().get("rationale"));
        Object until = facts.get("until");
        deadlines.declare(
                deadline.id(),
                rationale == null ? null : rationale.toString(),
                until == null || until.toString().isBlank()
                        ? null
                        : LocalDate.parse(until.toString().substring(0, 10)),
                said.by());
    }

    private boolean mayOpen(String person, String ref) {
        return PractitionerFiles.isFile(ref) ? files.mayRead(person, ref) : access.mayRead(person, ref);
    }
}

package uk.childpathways.oversight;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.AnswersRecorded;

/**
 * A manager's decision that a model marks on its task (extension property {@code oversight}: the kind of decision) is
 * on the oversight record the moment the task is completed (NEW-OVR-1a, RUT-MGT-01a). It works outside the flow, so
 * that no redesign can lose it. Where the task is completed by a person who writes no oversight, legal for instance, the
 * chronology alone holds what they decided.
 */
@Component
class TaskDecisionListener {

    private final OversightRecorder recorder;
    private final Directory directory;

    TaskDecisionListener(OversightRecorder recorder, Directory directory) {
        this.recorder = recorder;
        this.directory = directory;
    }

    @EventListener
    @Transactional
    public void on(AnswersRecorded recorded) {
        ChronologyEntry entry = recorded.entry();
        if (recorded.decision().isEmpty()
                || entry.oversightFacts() == null
                || !directory.mayWriteOversight(entry.by())) {
            return;
        }
        String kind = recorded.decision().get();
        if (entry.jointWith() == null) {
            recorder.record(entry, kind, null, null, entry.elementId());
        } else {
            // What was agreed together is followed up once, with the child in whose task it was recorded.
            recorder.record(entry, kind, null, null, entry.elementId(), List.of());
        }
    }
}

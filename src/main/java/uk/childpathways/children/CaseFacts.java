package uk.childpathways.children;

import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.people.WhoseCase;

/** Tells the vocabulary of people whose case a child is. */
@Component
class CaseFacts implements WhoseCase {

    private final Children children;
    private final Chronology chronology;

    CaseFacts(Children children, Chronology chronology) {
        this.children = children;
        this.chronology = chronology;
    }

    @Override
    public String teamOf(String childRef) {
        return children.get(childRef).team();
    }

    @Override
    public Optional<String> allocatedWorkerOf(String childRef) {
        return Optional.ofNullable(children.get(childRef).allocatedWorker());
    }

    @Override
    public Optional<String> authorIn(String processInstanceId) {
        return chronology.latestOfProcessInstance(processInstanceId).map(ChronologyEntry::by);
    }
}

package uk.childpathways.models;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Table;
import uk.childpathways.modelling.changes.Change;
import uk.childpathways.modelling.changes.FlowChanges;
import uk.childpathways.modelling.changes.FormChanges;
import uk.childpathways.modelling.changes.TableChanges;

/** What one version says otherwise than another, whatever it is. */
@Component
class Differences {

    private static final Logger LOG = LoggerFactory.getLogger(Differences.class);

    private static final Change ELSEWHERE = new Change(
            null,
            Change.Kind.CHANGED,
            "Nothing that anybody does changed: places, lines or the way the file is written.");

    /** @param inForce the flows whose labels a changed time may leave behind */
    List<Change> between(ModelKind kind, byte[] before, byte[] now, Supplier<List<Model>> inForce) {
        try {
            List<Change> changes = switch (kind) {
                case FLOW -> FlowChanges.between(flow(before), flow(now));
                case FORM ->
                    FormChanges.between(
                            Form.read("before.form", new ByteArrayInputStream(before)),
                            Form.read("now.form", new ByteArrayInputStream(now)));
                case TABLE ->
                    TableChanges.between(
                            Table.read("before.dmn", new ByteArrayInputStream(before)),
                            Table.read("now.dmn", new ByteArrayInputStream(now)),
                            inForce.get());
            };
            return changes.isEmpty() ? List.of(ELSEWHERE) : changes;
        } catch (RuntimeException unreadable) {
            // A version of long ago may be written as nobody reads it today; that must not stop a deployment.
            LOG.warn("Two versions could not be compared", unreadable);
            return List.of(new Change(
                    null, Change.Kind.CHANGED, "What changed cannot be said: one of the two files cannot be read."));
        }
    }

    /** The ids of what changed so, for the drawing. */
    static java.util.Set<String> elements(List<Change> changes, Change.Kind... kinds) {
        List<Change.Kind> wanted = List.of(kinds);
        List<String> ids = new ArrayList<>();
        changes.stream()
                .filter(change -> change.element() != null && wanted.contains(change.kind()))
                .forEach(change -> ids.add(change.element()));
        return new java.util.HashSet<>(ids);
    }

    static Model flow(byte[] content) {
        return Model.read("flow.bpmn", new ByteArrayInputStream(content));
    }
}

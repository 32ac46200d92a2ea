package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Listeners that read every model before the engine's own do, whatever a redesign leaves out. */
public final class ParseListeners {

    private ParseListeners() {}

    public static void add(ProcessEngineConfigurationImpl engine, BpmnParseListener listener) {
        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPreBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPreBPMNParseListeners());
        }
        listeners.add(listener);
        engine.setCustomPreBPMNParseListeners(listeners);
    }
}

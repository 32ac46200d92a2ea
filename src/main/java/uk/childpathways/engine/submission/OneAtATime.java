package uk.childpathways.engine.submission;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Children;
import uk.childpathways.people.PractitionerFiles;

/** What two people do at the same moment comes one after the other, and the second is told of the first. */
@Component
class OneAtATime {

    private final JdbcClient db;
    private final Children children;

    OneAtATime(JdbcClient db, Children children) {
        this.db = db;
        this.children = children;
    }

    /**
     * Two people who press "Complete" at once: the second waits until the first is through, and then finds the task gone.
     * Otherwise both would record, and one would fail in the middle. Holds until the transaction ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void await(String taskId) {
        lock("task " + taskId);
    }

    /**
     * What is about to begin, and for whom.
     *
     * @param process the model's key
     * @param name what people call it
     * @param ref the child, or the practitioner's file
     * @param journeyId the journey that it serves; null where it opens one, or serves none
     * @param instance the process instance that begins
     */
    record Beginning(String process, String name, String ref, UUID journeyId, String instance) {}

    /**
     * Two people who start the same for the same child at once: the second waits until the first is through. Holds until
     * the transaction ends.
     *
     * @return why it is not begun: that one runs already, and since when; empty where none runs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> runsAlready(Beginning begins, ProcessEngineServices engine) {
        if (PractitionerFiles.isFile(begins.ref())) {
            lock("file " + begins.ref());
        } else {
            children.holdFamily(begins.ref());
        }
        ProcessInstanceQuery query =
                engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(begins.process());
        List<ProcessInstance> running = (begins.journeyId() == null
                        ? query.variableValueEquals("childRef", begins.ref())
                        : query.variableValueEquals(
                                "journeyId", begins.journeyId().toString()))
                .rootProcessInstances()
                .list();
        return running.stream()
                .map(ProcessInstance::getId)
                .filter(id -> !id.equals(begins.instance()))
                .findFirst()
                .map(id -> "'" + begins.name() + "' runs already for "
                        + (PractitionerFiles.isFile(begins.ref()) ? "this person" : "child " + begins.ref())
                        + since(id, engine) + ". Go on there: a second beside it would double its tasks and clocks.");
    }

    private static String since(String instance, ProcessEngineServices engine) {
        HistoricProcessInstance begun = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult();
        return Optional.ofNullable(begun)
                .map(HistoricProcessInstance::getStartTime)
                .map(Date::toInstant)
                .map(at -> ", since " + Days.SHORT.moment(at))
                .orElse("");
    }

    private void lock(String what) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(what)
                .query()
                .listOfRows();
    }
}

package uk.childpathways.engine.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.vocabulary.ExtensionProperties;

/**
 * The names of the processes that open journeys (process property {@code journey}). The process whose id is the
 * journey's key goes before another that opens the same journey. The name is asked of the database each time, so that a
 * deployment on any node is followed by all.
 */
@Component
class CamundaJourneyNames implements JourneyNames {

    private static final String JOURNEY = "journey";

    private final RepositoryService repository;
    private final SystemAuthority authority;

    /** Which process opens a journey that has another key than its process; remembered for the newest deployment. */
    private volatile Openers openers = new Openers("", Map.of());

    private record Openers(String deployment, Map<String, String> processOf) {}

    CamundaJourneyNames(@Lazy RepositoryService repository, SystemAuthority authority) {
        this.repository = repository;
        this.authority = authority;
    }

    @Override
    public String of(String key) {
        if (key == null || key.isBlank()) {
            return "";
        }
        return authority.get(() -> named(key)
                .or(() -> Optional.ofNullable(openers().get(key)).flatMap(this::named))
                .orElseGet(() -> inWords(key)));
    }

    private Optional<String> named(String process) {
        return Optional.ofNullable(latest().processDefinitionKey(process).singleResult())
                .map(ProcessDefinition::getName)
                .filter(name -> !name.isBlank());
    }

    private Map<String, String> openers() {
        String newest = repository.createDeploymentQuery().orderByDeploymentTime().desc().listPage(0, 1).stream()
                .map(Deployment::getId)
                .findFirst()
                .orElse("");
        if (!newest.equals(openers.deployment())) {
            Map<String, String> found = new LinkedHashMap<>();
            for (ProcessDefinition definition : latest().list()) {
                opens(definition).ifPresent(journey -> found.putIfAbsent(journey, definition.getKey()));
            }
            openers = new Openers(newest, Map.copyOf(found));
        }
        return openers.processOf();
    }

    private Optional<String> opens(ProcessDefinition definition) {
        return Optional.ofNullable(repository.getBpmnModelInstance(definition.getId()))
                .map(model -> model.getModelElementById(definition.getKey()))
                .filter(Process.class::isInstance)
                .map(process -> ExtensionProperties.of((Process) process).get(JOURNEY));
    }

    private ProcessDefinitionQuery latest() {
        return repository.createProcessDefinitionQuery().withoutTenantId().latestVersion();
    }

    private static String inWords(String key) {
        String words = key.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

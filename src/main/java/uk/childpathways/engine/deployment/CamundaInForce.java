package uk.childpathways.engine.deployment;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.childpathways.engine.access.SystemAuthority;
import uk.childpathways.modelling.Form;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.modelling.Table;
import uk.childpathways.modelling.rules.InForce;

/** The newest versions in the engine's repository, and its running cases. */
@Component
class CamundaInForce implements InForce {

    private final ProcessEngine engine;
    private final SystemAuthority asApplication;
    /** Those that the last deployment asked for, by definition: a version is never changed. */
    private final Map<String, Model> known = new ConcurrentHashMap<>();

    CamundaInForce(@Lazy ProcessEngine engine, SystemAuthority asApplication) {
        this.engine = engine;
        this.asApplication = asApplication;
    }

    @Override
    public Shipped files() {
        return asApplication.get(() -> new Shipped(models(), forms(), tables()));
    }

    private List<Model> models() {
        RepositoryService repository = engine.getRepositoryService();
        List<ProcessDefinition> latest = repository
                .createProcessDefinitionQuery()
                .withoutTenantId()
                .latestVersion()
                .list();
        known.keySet().retainAll(latest.stream().map(ProcessDefinition::getId).collect(Collectors.toSet()));
        return latest.stream()
                .map(process -> known.computeIfAbsent(
                        process.getId(),
                        id -> new Model(process.getResourceName(), repository.getBpmnModelInstance(id))))
                .toList();
    }

    private List<Table> tables() {
        RepositoryService repository = engine.getRepositoryService();
        Map<String, DecisionDefinition> files = new LinkedHashMap<>();
        repository
                .createDecisionDefinitionQuery()
                .withoutTenantId()
                .latestVersion()
                .list()
                .forEach(decision ->
                        files.putIfAbsent(decision.getDeploymentId() + decision.getResourceName(), decision));
        return files.values().stream()
                .map(decision ->
                        new Table(decision.getResourceName(), repository.getDmnModelInstance(decision.getId())))
                .toList();
    }

    /** The engine has no public query for forms; their files are read deployment by deployment. */
    private List<Form> forms() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(CamundaInForce::forms);
    }

    private static List<Form> forms(CommandContext context) {
        // A form's entity does not say its tenant (7.24 gives the deployment's id instead), so the engine is asked by
        // key.
        Map<String, List<CamundaFormDefinitionEntity>> byDeployment =
                context.getDbSqlSession().selectList("selectAllCamundaFormDefinitions", null).stream()
                        .map(CamundaFormDefinitionEntity.class::cast)
                        .map(CamundaFormDefinitionEntity::getKey)
                        .distinct()
                        .map(key -> context.getCamundaFormDefinitionManager()
                                .findLatestDefinitionByKeyAndTenantId(key, null))
                        .filter(Objects::nonNull)
                        .collect(Collectors.groupingBy(CamundaFormDefinitionEntity::getDeploymentId));
        return byDeployment.entrySet().stream()
                .flatMap(deployment -> {
                    Map<String, ResourceEntity> files =
                            context.getResourceManager().findResourcesByDeploymentId(deployment.getKey()).stream()
                                    .collect(Collectors.toMap(ResourceEntity::getName, file -> file, (a, b) -> a));
                    return deployment.getValue().stream()
                            .map(form -> files.get(form.getResourceName()))
                            .filter(Objects::nonNull)
                            .map(file -> Form.read(file.getName(), new ByteArrayInputStream(file.getBytes())));
                })
                .toList();
    }

    @Override
    public int casesAt(String processId, String elementId) {
        return asApplication.get(() -> (int) engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(processId)
                .activityIdIn(elementId)
                .count());
    }

    @Override
    public long deployments() {
        return asApplication.get(
                () -> engine.getRepositoryService().createDeploymentQuery().count());
    }
}

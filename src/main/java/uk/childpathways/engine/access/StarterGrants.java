package uk.childpathways.engine.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A process that a process owner deploys can be started at once by the groups that it names as candidate starters, and
 * no longer by those that it does not name any more. In the deployment's own transaction.
 */
@Component
class StarterGrants extends AbstractCamundaConfiguration {

    private final ObjectProvider<RoleGrants> grants;

    StarterGrants(ObjectProvider<RoleGrants> grants) {
        this.grants = grants;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<Deployer> deployers = configuration.getCustomPostDeployers() == null
                ? new ArrayList<>()
                : new ArrayList<>(configuration.getCustomPostDeployers());
        deployers.add(this::deployed);
        configuration.setCustomPostDeployers(deployers);
    }

    private void deployed(DeploymentEntity deployment) {
        List<ProcessDefinitionEntity> definitions = deployment.getDeployedArtifacts(ProcessDefinitionEntity.class);
        if (!deployment.isNew() || definitions == null) {
            return;
        }
        Context.getCommandContext().runWithoutAuthorization(() -> {
            definitions.forEach(definition -> grants.getObject().alignStarters(definition.getKey(), named(definition)));
            return null;
        });
    }

    private static Set<String> named(ProcessDefinitionEntity definition) {
        return definition.getCandidateStarterGroupIdExpressions().stream()
                .map(expression -> expression.getExpressionText())
                .collect(Collectors.toSet());
    }
}

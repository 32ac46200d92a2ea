package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.DeploymentCheck;

/**
 * Refuses a deployment that would leave a child's deadline without a date, before anything of it is in force. Whoever
 * deploys, from Camunda Modeler or at start, reads the sentences of {@link DeploymentCheck}.
 */
@Component
public class DeploymentGate implements Deployer {

    private final ObjectProvider<DeploymentCheck> check;

    DeploymentGate(ObjectProvider<DeploymentCheck> check) {
        this.check = check;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
        List<String> problems = new ArrayList<>(check.getObject().problems(files));
        if (!problems.isEmpty()) {
            throw new BadUserRequestException("Nothing was deployed. " + String.join(" ", problems));
        }
    }
}

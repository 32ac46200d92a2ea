package uk.childpathways.engine.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.rules.DeploymentCheck;
import uk.childpathways.modelling.rules.Verdict;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;

/**
 * Refuses a deployment that would stop a child's case or drop a duty, before anything of it is in force. Whoever
 * deploys, from Camunda Modeler or at start, reads the sentences of {@link DeploymentCheck}.
 *
 * <p>What is only advised goes to whoever deployed as a notice, and to the log: Camunda Modeler shows nothing of an
 * answer but that it was good, so advice in a header would be read by nobody.
 */
@Component
public class DeploymentGate implements Deployer {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentGate.class);

    private final ObjectProvider<DeploymentCheck> check;
    private final ObjectProvider<Notifications> notifications;

    DeploymentGate(ObjectProvider<DeploymentCheck> check, ObjectProvider<Notifications> notifications) {
        this.check = check;
        this.notifications = notifications;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
        String person = Context.getCommandContext().getAuthenticatedUserId();
        Verdict verdict = check.getObject().judge(files, person != null);
        if (!verdict.refused().isEmpty()) {
            throw new BadUserRequestException("Nothing was deployed. " + String.join(" ", verdict.refused()));
        }
        if (!verdict.advised().isEmpty()) {
            LOG.info(
                    "Deployment '{}' went on with advice: {}",
                    deployment.getName(),
                    String.join(" ", verdict.advised()));
            if (person != null) {
                tell(person, deployment, verdict.advised());
            }
        }
    }

    private void tell(String person, DeploymentEntity deployment, List<String> advised) {
        String name = deployment.getName() == null
                ? String.join(", ", deployment.getResources().keySet())
                : deployment.getName();
        notifications
                .getObject()
                .tell(Notice.now(
                        "deployment-advice:" + deployment.getId(),
                        null,
                        null,
                        "deployment",
                        "Deployed with advice: " + name,
                        "What you deployed is in force. To better when you next change it:\n- "
                                + String.join("\n- ", advised),
                        List.of(person)));
    }
}

package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.SentFiles;
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

    /** As wide as the engine keeps names. */
    private static final int LONGEST = 200;

    private final ObjectProvider<DeploymentCheck> check;
    private final ObjectProvider<Notifications> notifications;
    private final DeploymentTrail trail;

    DeploymentGate(
            ObjectProvider<DeploymentCheck> check, ObjectProvider<Notifications> notifications, DeploymentTrail trail) {
        this.check = check;
        this.notifications = notifications;
        this.trail = trail;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            deployment.getResources().values().forEach(DeploymentGate::refuseCode);
            return;
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        deployment.getResources().forEach((name, resource) -> files.put(name, resource.getBytes()));
        String person = Context.getCommandContext().getAuthenticatedUserId();
        if (person != null) {
            refuse(person, deployment, oddities(deployment));
        }
        Verdict verdict = check.getObject().judge(files, person != null);
        refuse(person, deployment, verdict.refused());
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

    /** The engine opens a model that lies in the database: it may be older than the rules, or have come past them. */
    private static void refuseCode(ResourceEntity file) {
        List<String> code = DeploymentCheck.codeIn(file.getName(), file.getBytes());
        if (!code.isEmpty()) {
            throw new BadUserRequestException(
                    file.getName() + " was not opened, and nothing of it runs. " + String.join(" ", code));
        }
    }

    private void refuse(String person, DeploymentEntity deployment, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        if (person != null) {
            trail.refused(deployment, sentences);
        }
        throw new BadUserRequestException("Nothing was deployed. " + String.join(" ", sentences));
    }

    private static List<String> oddities(DeploymentEntity deployment) {
        List<String> found = new ArrayList<>();
        if (deployment.getTenantId() != null) {
            found.add("The deployment names a tenant (" + SentFiles.shown(deployment.getTenantId())
                    + "), and here is none: it would be seen by nobody. Leave the tenant id out.");
        }
        oddity("name", deployment.getName()).ifPresent(found::add);
        oddity("source", deployment.getSource()).ifPresent(found::add);
        if (deployment.getName() != null && deployment.getName().startsWith(ModelDeployment.NAME)) {
            found.add("The deployment is called '" + SentFiles.shown(deployment.getName()) + "', and names that begin"
                    + " with '" + ModelDeployment.NAME + "' are those of the release. Give it another name.");
        }
        if (ModelDeployment.SOURCE.equals(deployment.getSource())) {
            found.add("The deployment says that it comes from the release ('" + ModelDeployment.SOURCE
                    + "'). Leave the source out.");
        }
        return found;
    }

    private static Optional<String> oddity(String what, String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.length() > LONGEST) {
            return Optional.of("The deployment's " + what + " has " + text.length() + " characters, and no more than "
                    + LONGEST + " are kept. Shorten it.");
        }
        return text.isBlank() || !text.matches("[\\p{L}\\p{N}\\p{P}\\p{Zs}+=~^|$£€&&[^<>]]+")
                ? Optional.of("The deployment's " + what + " is '" + SentFiles.shown(text)
                        + "'. Write letters, numbers, spaces and punctuation.")
                : Optional.empty();
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

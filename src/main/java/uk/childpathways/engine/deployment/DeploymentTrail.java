package uk.childpathways.engine.deployment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;

/**
 * Keeps on the trail what was deployed and what was refused: by whom and when the trail knows by itself; the name, each
 * file, and which version of what is in it held before and holds since.
 */
@Component
public class DeploymentTrail implements Deployer {

    private static final int LONGEST = 2000;

    private final ObjectProvider<AuditTrail> trail;

    DeploymentTrail(ObjectProvider<AuditTrail> trail) {
        this.trail = trail;
    }

    /** Behind the engine's own deployers, when the versions are given. */
    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        Map<String, String> before = new TreeMap<>();
        Map<String, String> after = new TreeMap<>();
        versions(
                deployment,
                ProcessDefinitionEntity.class,
                ProcessDefinitionEntity::getResourceName,
                ProcessDefinitionEntity::getVersion,
                before,
                after);
        versions(
                deployment,
                DecisionDefinitionEntity.class,
                DecisionDefinitionEntity::getResourceName,
                DecisionDefinitionEntity::getVersion,
                before,
                after);
        versions(
                deployment,
                CamundaFormDefinitionEntity.class,
                CamundaFormDefinitionEntity::getResourceName,
                CamundaFormDefinitionEntity::getVersion,
                before,
                after);
        trail.getObject()
                .keep(Change.of(AuditKind.DEPLOYMENT, "deployed", about(deployment))
                        .before(before)
                        .after(after));
    }

    /** A refusal undoes everything else of the deployment; that it was tried stays. */
    void refused(DeploymentEntity deployment, List<String> sentences) {
        String said = String.join(" ", sentences);
        trail.getObject()
                .keepInAnyCase(Change.of(AuditKind.DEPLOYMENT, "deployment refused", about(deployment))
                        .after(Map.of(
                                "files",
                                shortened(String.join(
                                        ", ", deployment.getResources().keySet())),
                                "because",
                                shortened(said))));
    }

    /** An upload that was refused before it was read as a deployment. */
    void uploadRefused(List<String> sentences) {
        trail.getObject()
                .keepInAnyCase(Change.of(AuditKind.DEPLOYMENT, "deployment refused", "an upload that was not read")
                        .after(Map.of("because", shortened(String.join(" ", sentences)))));
    }

    private static String about(DeploymentEntity deployment) {
        String name = deployment.getName();
        return name == null || name.isBlank() ? "a deployment without name" : plain(name, 200);
    }

    private static String shortened(String text) {
        return plain(text, LONGEST);
    }

    private static String plain(String text, int longest) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > longest ? plain.substring(0, longest) + "…" : plain;
    }

    private static <T> void versions(
            DeploymentEntity deployment,
            Class<T> kind,
            Function<T, String> file,
            Function<T, Integer> version,
            Map<String, String> before,
            Map<String, String> after) {
        List<T> deployed = deployment.getDeployedArtifacts(kind);
        Stream.ofNullable(deployed).flatMap(Collection::stream).forEach(definition -> {
            int now = version.apply(definition);
            after.put(file.apply(definition), "version " + now);
            before.put(file.apply(definition), now > 1 ? "version " + (now - 1) : "nothing");
        });
    }
}

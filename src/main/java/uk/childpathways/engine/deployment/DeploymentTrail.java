package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.context.Context;
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
import uk.childpathways.models.ModelKind;
import uk.childpathways.models.VersionsAreKept;

/**
 * Keeps on the trail what was deployed and what was refused: by whom and when the trail knows by itself; the name, each
 * file, and which version of what is in it held before and holds since.
 */
@Component
public class DeploymentTrail implements Deployer {

    private static final int LONGEST = 2000;

    private final ObjectProvider<AuditTrail> trail;
    private final ObjectProvider<VersionsAreKept> versions;

    DeploymentTrail(ObjectProvider<AuditTrail> trail, ObjectProvider<VersionsAreKept> versions) {
        this.trail = trail;
        this.versions = versions;
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
        versions.getObject()
                .keep(
                        deployment.getId(),
                        deployment.getName(),
                        Context.getCommandContext().getAuthenticatedUserId(),
                        deployed(deployment));
    }

    /** Each version with its file; those of a tenant nobody sees. */
    private static List<VersionsAreKept.Deployed> deployed(DeploymentEntity deployment) {
        List<VersionsAreKept.Deployed> all = new ArrayList<>();
        artifacts(deployment, ProcessDefinitionEntity.class)
                .forEach(flow -> all.add(deployed(
                        deployment, ModelKind.FLOW, flow.getKey(), flow.getVersion(), flow.getResourceName())));
        artifacts(deployment, DecisionDefinitionEntity.class)
                .forEach(table -> all.add(deployed(
                        deployment, ModelKind.TABLE, table.getKey(), table.getVersion(), table.getResourceName())));
        artifacts(deployment, CamundaFormDefinitionEntity.class)
                .forEach(form -> all.add(deployed(
                        deployment, ModelKind.FORM, form.getKey(), form.getVersion(), form.getResourceName())));
        return all;
    }

    private static VersionsAreKept.Deployed deployed(
            DeploymentEntity deployment, ModelKind kind, String key, int number, String file) {
        return new VersionsAreKept.Deployed(
                kind, key, number, deployment.getResource(file).getBytes());
    }

    private static <T> Stream<T> artifacts(DeploymentEntity deployment, Class<T> kind) {
        return Stream.ofNullable(deployment.getDeployedArtifacts(kind)).flatMap(Collection::stream);
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
        artifacts(deployment, kind).forEach(definition -> {
            int now = version.apply(definition);
            after.put(file.apply(definition), "version " + now);
            before.put(file.apply(definition), now > 1 ? "version " + (now - 1) : "nothing");
        });
    }
}

package uk.childpathways.models;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.changes.Change;
import uk.childpathways.modelling.rules.InForce;
import uk.childpathways.notices.Notice;
import uk.childpathways.notices.Notifications;

/** Keeps each version in the transaction in which it is deployed, and asks whoever deployed why. */
@Component
public class VersionsAreKept {

    /** One version as it is being deployed. */
    public record Deployed(ModelKind kind, String key, int number, byte[] content) {}

    private final DeployedModels deployed;
    private final KeptVersions kept;
    private final Differences differences;
    private final InForce inForce;
    private final Notifications notifications;

    /** Said beforehand by whoever deploys on our pages. */
    private final ThreadLocal<String> said = new ThreadLocal<>();

    VersionsAreKept(
            DeployedModels deployed,
            KeptVersions kept,
            Differences differences,
            InForce inForce,
            Notifications notifications) {
        this.deployed = deployed;
        this.kept = kept;
        this.differences = differences;
        this.inForce = inForce;
        this.notifications = notifications;
    }

    /** @param person null for what the application deploys */
    @Transactional
    public void keep(String deploymentId, String name, String person, List<Deployed> versions) {
        versions.forEach(version -> {
            List<String> changes = before(version)
                    .map(was -> differences
                            .between(
                                    version.kind(),
                                    deployed.content(was),
                                    version.content(),
                                    () -> person == null ? List.of() : afterwards(versions))
                            .stream()
                            .map(Change::sentence)
                            .toList())
                    .orElse(List.of());
            kept.keep(version.kind(), version.key(), version.number(), deploymentId, person, changes);
        });
        if (person != null && !versions.isEmpty()) {
            if (said.get() != null) {
                kept.because(deploymentId, said.get(), person);
            } else {
                ask(deploymentId, name, person);
            }
        }
    }

    /** Deploys with the reason, so that nobody is asked for it. */
    void because(String reason, Runnable deploys) {
        said.set(reason);
        try {
            deploys.run();
        } finally {
            said.remove();
        }
    }

    /** What is deployed just now is not in the database yet. */
    private java.util.Optional<ModelVersion> before(Deployed version) {
        return version.number() == 1
                ? java.util.Optional.empty()
                : deployed.versions(version.kind(), version.key()).stream()
                        .filter(was -> was.number() < version.number())
                        .findFirst();
    }

    /** The flows in force once this deployment is: its own in the place of those that they replace. */
    private List<Model> afterwards(List<Deployed> versions) {
        Map<String, Model> own = versions.stream()
                .filter(version -> version.kind() == ModelKind.FLOW)
                .map(version -> Differences.flow(version.content()))
                .collect(Collectors.toMap(Model::processId, model -> model, (a, b) -> b));
        return Stream.concat(
                        inForce.files().models().stream().filter(model -> !own.containsKey(model.processId())),
                        own.values().stream())
                .toList();
    }

    private void ask(String deploymentId, String name, String person) {
        String called = name == null || name.isBlank() ? "without a name" : "“" + name + "”";
        notifications.tell(Notice.now(
                "deployment-reason:" + deploymentId,
                null,
                null,
                "deployment",
                "Why did you deploy this? " + (name == null ? "" : name),
                "What you deployed (" + called
                        + ") is in force. Others will wonder why it is as it is: say so in a sentence at"
                        + " /models/deployments/" + deploymentId + ".",
                List.of(person)));
    }
}

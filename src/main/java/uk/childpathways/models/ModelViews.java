package uk.childpathways.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.people.Directory;

/** The lines of the pages about models: names in place of ids, days as people write them. */
@Component
class ModelViews {

    private static final String SHARED = "shared";
    private static final String RELEASE = "the release";

    /** One flow, table or form on the first page. */
    record Line(String kind, String key, String name, int number, String when, String by, long running) {}

    /** A journey: what it does, and by which tables and forms. */
    record Journey(String id, String name, List<Line> flows, List<Line> tables, List<Line> forms) {}

    /**
     * One version.
     *
     * @param cases how many cases run by it, of a table how many open deadlines; none for a form
     * @param seen whether it is the one in force
     */
    record Version(
            int number,
            String deploymentId,
            String deployedAs,
            String when,
            String by,
            List<Reason> reasons,
            List<String> changes,
            long cases,
            boolean inForce,
            boolean byPerson) {}

    record Reason(String reason, String said) {}

    /** A deployment of a person's, with all that came with it. */
    record Deployment(
            String id,
            String name,
            String when,
            String by,
            List<Reason> reasons,
            List<Came> came,
            boolean unexplained) {}

    record Came(String kind, String key, String name, int number, List<String> changes) {}

    private final DeployedModels deployed;
    private final KeptVersions kept;
    private final Directory directory;

    ModelViews(DeployedModels deployed, KeptVersions kept, Directory directory) {
        this.deployed = deployed;
        this.kept = kept;
        this.directory = directory;
    }

    List<Journey> journeys() {
        Map<String, String> folders = deployed.folders();
        Map<String, Long> running = deployed.running();
        Map<String, List<ModelVersion>> byFolder = deployed.inForce().stream()
                .collect(Collectors.groupingBy(
                        version -> folders.getOrDefault(version.kind() + " " + version.key(), ""),
                        TreeMap::new,
                        Collectors.toList()));
        Map<String, KeptVersions.Kept> by = kept.newest();
        List<Journey> journeys = new ArrayList<>();
        byFolder.forEach((folder, all) -> journeys.add(new Journey(
                folder.isEmpty() ? "own" : folder,
                journeyName(folder, all),
                lines(all, ModelKind.FLOW, folder, running, by),
                lines(all, ModelKind.TABLE, folder, running, by),
                lines(all, ModelKind.FORM, folder, running, by))));
        journeys.sort(Comparator.comparing((Journey journey) ->
                        journey.id().equals(SHARED) ? 2 : journey.id().equals("own") ? 1 : 0)
                .thenComparing(Journey::name));
        return journeys;
    }

    private static String journeyName(String folder, List<ModelVersion> all) {
        return switch (folder) {
            case "" -> "Your council’s own";
            case SHARED -> "Used by several journeys";
            default ->
                all.stream()
                        .filter(version -> version.kind() == ModelKind.FLOW
                                && version.key().equals(folder))
                        .map(ModelVersion::name)
                        .findFirst()
                        .orElse(words(folder));
        };
    }

    private List<Line> lines(
            List<ModelVersion> all,
            ModelKind kind,
            String folder,
            Map<String, Long> running,
            Map<String, KeptVersions.Kept> kept) {
        return all.stream()
                .filter(version -> version.kind() == kind)
                .sorted(Comparator.comparing(
                                (ModelVersion version) -> !version.key().equals(folder))
                        .thenComparing(ModelViews::name))
                .map(version -> new Line(
                        kind.word(),
                        version.key(),
                        name(version),
                        version.number(),
                        Days.TABLE.day(version.at()),
                        by(version, kept.get(version.kind() + " " + version.key())),
                        running.getOrDefault(version.id(), 0L)))
                .toList();
    }

    private String by(ModelVersion version, KeptVersions.Kept kept) {
        if (kept == null || !kept.deploymentId().equals(version.deploymentId())) {
            return version.ofRelease() ? RELEASE : "not known, before this was kept";
        }
        return by(kept);
    }

    private String by(KeptVersions.Kept kept) {
        return kept.by().equals(Directory.APPLICATION) ? RELEASE : directory.nameOf(kept.by());
    }

    /** The newest first. */
    List<Version> versions(ModelKind kind, String key) {
        List<ModelVersion> all = deployed.versions(kind, key);
        Map<String, KeptVersions.Kept> record = kept.of(kind, key);
        Map<String, Long> running = deployed.running();
        Map<String, List<KeptVersions.Reason>> reasons =
                kept.reasons(all.stream().map(ModelVersion::deploymentId).toList());
        return all.stream()
                .map(version -> {
                    Optional<KeptVersions.Kept> its = Optional.ofNullable(record.get(version.deploymentId()));
                    boolean person = its.filter(one -> !one.by().equals(Directory.APPLICATION))
                            .isPresent();
                    return new Version(
                            version.number(),
                            version.deploymentId(),
                            version.deploymentName(),
                            Days.SHORT.moment(version.at()),
                            by(version, its.orElse(null)),
                            reasons(reasons.getOrDefault(version.deploymentId(), List.of())),
                            its.map(KeptVersions.Kept::changes).orElse(List.of()),
                            running.getOrDefault(version.id(), 0L),
                            version.number() == all.get(0).number(),
                            person);
                })
                .toList();
    }

    List<Deployment> deployments(int most) {
        return deployments(kept.latest(most));
    }

    Optional<Deployment> deployment(String id) {
        return deployments(kept.in(id)).stream().findFirst();
    }

    private List<Deployment> deployments(List<KeptVersions.Kept> versions) {
        Map<String, List<KeptVersions.Kept>> byDeployment = versions.stream()
                .collect(Collectors.groupingBy(
                        KeptVersions.Kept::deploymentId, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<KeptVersions.Reason>> reasons = kept.reasons(byDeployment.keySet());
        List<Deployment> found = new ArrayList<>();
        byDeployment.forEach((id, all) -> {
            Map<String, ModelVersion> names = deployed.deployed(id).stream()
                    .collect(Collectors.toMap(version -> version.kind() + " " + version.key(), version -> version));
            KeptVersions.Kept first = all.get(0);
            found.add(new Deployment(
                    id,
                    names.values().stream()
                            .map(ModelVersion::deploymentName)
                            .findFirst()
                            .orElse(null),
                    Days.SHORT.moment(first.at()),
                    by(first),
                    reasons(reasons.getOrDefault(id, List.of())),
                    all.stream()
                            .map(version -> new Came(
                                    version.kind().word(),
                                    version.key(),
                                    Optional.ofNullable(names.get(version.kind() + " " + version.key()))
                                            .map(ModelViews::name)
                                            .orElse(version.key()),
                                    version.number(),
                                    version.changes()))
                            .toList(),
                    !first.by().equals(Directory.APPLICATION) && !reasons.containsKey(id)));
        });
        return found;
    }

    private List<Reason> reasons(List<KeptVersions.Reason> reasons) {
        return reasons.stream()
                .map(reason -> new Reason(
                        reason.reason(), directory.nameOf(reason.by()) + ", " + Days.SHORT.moment(reason.at())))
                .toList();
    }

    /** A form has no name of its own; it is called as its task is. */
    static String name(ModelVersion version) {
        return version.name().equals(version.key()) ? words(version.key()) : version.name();
    }

    private static String words(String key) {
        String words = key.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }
}

package uk.childpathways.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.audit.AuditTrail;
import uk.childpathways.audit.Change;
import uk.childpathways.web.ConflictProblem;
import uk.childpathways.web.NotFoundProblem;

/**
 * A change is taken back in one step: the file of an earlier version is deployed again, under the same rules as any
 * other deployment, and becomes the newest version. All versions stay, and cases go on by theirs.
 */
@Service
public class PutBackInForce {

    private static final int LONGEST_NAME = 180;

    private final DeployedModels deployed;
    private final ModelReaders readers;
    private final VersionsAreKept versions;
    private final AuditTrail trail;

    PutBackInForce(DeployedModels deployed, ModelReaders readers, VersionsAreKept versions, AuditTrail trail) {
        this.deployed = deployed;
        this.versions = versions;
        this.readers = readers;
        this.trail = trail;
    }

    /**
     * @param seen the version that was in force when whoever asks looked, or null where they did not say
     * @return the version that is in force now
     */
    @Transactional
    public ModelVersion putBack(ModelKind kind, String key, int number, Integer seen, String reason) {
        String person = readers.deploys();
        String why = Reasons.checked(reason);
        List<ModelVersion> all = deployed.versions(kind, key);
        if (all.isEmpty()) {
            throw new NotFoundProblem("There is no " + kind.word() + " of that name. All of them stand at /models.");
        }
        ModelVersion now = all.get(0);
        ModelVersion earlier = all.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("The " + kind.word() + " " + key + " has no version " + number
                        + ". Choose one from its page."));
        if (seen != null && seen != now.number()) {
            throw new ConflictProblem("Meanwhile version " + now.number()
                    + " was deployed. Look at it, and put back what" + " you then still want to.");
        }
        if (earlier.number() == now.number()) {
            throw new ConflictProblem("Version " + number + " is in force already.");
        }
        byte[] content = deployed.content(earlier);
        if (Arrays.equals(content, deployed.content(now))) {
            throw new ConflictProblem("Version " + number + " says the same as version " + now.number()
                    + ", which is in force: nothing would change.");
        }
        again(List.of(earlier), "Version " + number + " of " + key + " put back in force", person, why);
        return deployed.versions(kind, key).get(0);
    }

    /**
     * Takes a whole deployment back: of each file in it the version before is put back in force, all together, since a
     * flow and its form may need each other. What was new with it stays.
     *
     * @return what is in force now of all that came with the deployment
     */
    @Transactional
    public List<ModelVersion> takeBack(String deploymentId, String reason) {
        String person = readers.deploys();
        String why = Reasons.checked(reason);
        List<ModelVersion> came = deployed.deployed(deploymentId);
        if (came.isEmpty()) {
            throw new NotFoundProblem("There is no such deployment. All of them stand at /models.");
        }
        List<ModelVersion> before = new ArrayList<>();
        for (ModelVersion version : came) {
            List<ModelVersion> all = deployed.versions(version.kind(), version.key());
            if (all.get(0).number() != version.number()) {
                throw new ConflictProblem("Of the " + version.kind().word() + " " + version.key() + " version "
                        + all.get(0).number()
                        + " was deployed since. Put back the version that you want from its page.");
            }
            if (all.size() > 1) {
                before.add(all.get(1));
            }
        }
        if (before.isEmpty()) {
            throw new ConflictProblem("All that came with this deployment was new: there is nothing before it to put"
                    + " back. Deploy a newer version in its place.");
        }
        again(before, "Taken back: " + came.get(0).deploymentName(), person, why);
        return came.stream()
                .map(version -> deployed.versions(version.kind(), version.key()).get(0))
                .toList();
    }

    private void again(List<ModelVersion> earlier, String name, String person, String why) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        earlier.forEach(version -> files.put(fileName(version), deployed.content(version)));
        String shortened = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        versions.because(why, () -> deployed.deploy(shortened, files, person));
        earlier.forEach(version -> trail.keep(Change.of(AuditKind.DEPLOYMENT, "put back in force", version.inWords())
                .after(Map.of(
                        "in force",
                        "version "
                                + deployed.versions(version.kind(), version.key())
                                        .get(0)
                                        .number() + ", which says what version " + version.number() + " said"))
                .because(why)));
    }

    /** Without the folder in which a release keeps it: as Camunda Modeler sends it. */
    private static String fileName(ModelVersion version) {
        return version.file().substring(version.file().lastIndexOf('/') + 1);
    }
}

package uk.childpathways.models;

import java.time.Instant;

/**
 * One version of a flow, a table or a form. It is never changed and never removed.
 *
 * @param name what people call it; the key where it has no name of its own
 * @param number counted from 1 for each key; the highest is in force
 * @param id the engine's own
 * @param deploymentName what whoever deployed called it; said in words where it has no name
 * @param file as it was deployed, with the folder where it came with a release
 * @param ofRelease whether it came with a release of the product, and not from a person
 */
public record ModelVersion(
        ModelKind kind,
        String key,
        String name,
        int number,
        String id,
        String deploymentId,
        String deploymentName,
        String file,
        boolean ofRelease,
        Instant at) {

    public ModelVersion {
        name = named(name, key);
        deploymentName = named(deploymentName, "Deployment without a name");
    }

    private static String named(String name, String otherwise) {
        return name == null || name.isBlank() ? otherwise : name;
    }

    /** "version 4 of the flow s47-enquiry". */
    String inWords() {
        return "version " + number + " of the " + kind.word() + " " + key;
    }
}

package uk.childpathways.models;

import java.util.List;
import java.util.Map;

/** Port: what is deployed in the engine, all versions of it, and how it is deployed again. */
public interface DeployedModels {

    /** What is in force: the newest version of each. */
    List<ModelVersion> inForce();

    /** All versions, the newest first; none where there is no such flow, table or form. */
    List<ModelVersion> versions(ModelKind kind, String key);

    /** What came in one deployment. */
    List<ModelVersion> deployed(String deploymentId);

    byte[] content(ModelVersion version);

    /** How many cases run by each version of a flow, how many open deadlines by each of a table; by version id. */
    Map<String, Long> running();

    /**
     * In which folder of the release each lies: the journey, or {@code shared}. By {@code FLOW s47-enquiry}; what a council
     * has added has none.
     */
    Map<String, String> folders();

    /**
     * Deploys as this person, who must have the right to it, under the same rules as from Camunda Modeler.
     *
     * @param files by name
     * @return id of the deployment
     * @throws uk.childpathways.web.BadInputProblem with the sentences of the rules, where they refuse it
     */
    String deploy(String name, Map<String, byte[]> files, String person);
}

package uk.childpathways.engine.doors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered in place of the engine's own words.
 *
 * @param title the kind of refusal in a few words; stands where the engine would name a class
 * @param details of a deployment: which places of which file; null elsewhere
 */
record Said(int status, String title, String sentence, JsonNode details) {

    Said(int status, String title, String sentence) {
        this(status, title, sentence, null);
    }

    /** In the engine's own shape, which Tasklist and Camunda Modeler show to people. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", title);
        body.put("message", sentence);
        if (details != null) {
            body.put("details", details);
        }
        return body;
    }
}

package uk.childpathways.modelling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One form file, as the rules and the documents read it.
 *
 * @param file its path from the project on
 * @param json its content
 */
public record Form(String file, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a form; a file that is not JSON, or no form with an id, is refused with its name. */
    public static Form read(String file, InputStream content) {
        try {
            JsonNode json = JSON.readTree(content);
            if (!json.isObject()
                    || json.path("id").asText("").isBlank()
                    || json.path("id").isNull()) {
                throw new IllegalArgumentException("it is no form with an id");
            }
            return new Form(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not a form: " + e.getMessage(), e);
        }
    }

    public String id() {
        return json.path("id").asText();
    }

    public String name() {
        return file.substring(file.lastIndexOf('/') + 1).replace(".form", "");
    }

    public String room() {
        String[] path = file.split("/");
        return path.length > 1 ? path[path.length - 2] : "";
    }

    /** All components, those in groups and lists included. */
    public List<JsonNode> components() {
        List<JsonNode> all = new ArrayList<>();
        collect(json, all);
        return all;
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        for (JsonNode child : node.path("components")) {
            into.add(child);
            collect(child, into);
        }
    }

    public static String property(JsonNode component, String name) {
        return component.path("properties").path(name).asText("");
    }

    public static List<String> clauses(JsonNode component) {
        return Model.words(property(component, "clauses"));
    }

    /** The question as the user reads it. */
    public static String label(JsonNode component) {
        for (String where : List.of("label", "dateLabel", "timeLabel", "text", "id")) {
            String text = component.path(where).asText("");
            if (!text.isBlank()) {
                return text.lines().findFirst().orElse(text).replaceAll("^#+\\s*", "");
            }
        }
        return "";
    }
}

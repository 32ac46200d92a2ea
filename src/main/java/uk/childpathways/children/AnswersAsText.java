package uk.childpathways.children;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Answers as JSON in a column of text, byte for byte what is hashed. */
@Component
class AnswersAsText {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** The NUL character as JSON writes it, behind backslashes that stand for themselves. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final ObjectMapper json;

    AnswersAsText(ObjectMapper json) {
        this.json = json;
    }

    /**
     * PostgreSQL's JSON cannot hold the NUL character, which nobody types and only a broken paste contains. Whoever types
     * a backslash and {@code u0000} keeps what they typed.
     */
    String write(Map<String, Object> answers) {
        try {
            return NUL.matcher(json.writeValueAsString(answers)).replaceAll("$1");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The answers cannot be written as JSON.", e);
        }
    }

    Map<String, Object> read(String text) {
        try {
            return json.readValue(text, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A chronology entry's answers are not JSON any more.", e);
        }
    }
}

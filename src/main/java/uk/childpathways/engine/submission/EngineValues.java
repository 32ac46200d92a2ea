package uk.childpathways.engine.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.SpinValue;
import uk.childpathways.forms.AnswersRefused;

/** Answers as the engine's variables, and back. */
final class EngineValues {

    private final ObjectMapper json;

    EngineValues(ObjectMapper json) {
        this.json = json;
    }

    /** Answers as plain Java: Tasklist sends lists as Spin JSON, programs as objects. */
    Map<String, Object> plain(Map<String, Object> variables) {
        Map<String, Object> plain = new LinkedHashMap<>();
        if (variables != null) {
            var typed = Variables.fromMap(variables);
            typed.keySet().forEach(name -> plain.put(name, plain((TypedValue) typed.getValueTyped(name))));
        }
        return plain;
    }

    private Object plain(TypedValue value) {
        if (value == null || value.getType() == ValueType.NULL) {
            return null;
        }
        if (value instanceof SpinValue spin) {
            return read(spin.getValueSerialized());
        }
        if (value instanceof ObjectValue object && !object.isDeserialized()) {
            return read(object.getValueSerialized());
        }
        Object raw = value.getValue();
        return raw instanceof Map<?, ?> || raw instanceof Collection<?> ? json.convertValue(raw, Object.class) : raw;
    }

    private Object read(String text) {
        try {
            return text == null || text.isBlank() ? null : json.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new AnswersRefused("An answer is not readable as JSON.");
        }
    }

    /** What is kept, as variables of the engine. */
    Map<String, Object> kept(Map<String, Object> kept) {
        Map<String, Object> variables = new LinkedHashMap<>();
        kept.forEach((name, value) ->
                variables.put(name, value instanceof Map || value instanceof Collection ? spin(value) : value));
        return variables;
    }

    private Object spin(Object value) {
        try {
            return SpinValues.jsonValue(json.writeValueAsString(value)).create();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package uk.childpathways.submissions;

import java.util.LinkedHashMap;
import java.util.Map;

/** Options of a select field, as forms read them. */
final class Options {

    private Options() {}

    static Map<String, Object> option(String value, String label) {
        Map<String, Object> option = new LinkedHashMap<>();
        option.put("label", label);
        option.put("value", value);
        return option;
    }
}

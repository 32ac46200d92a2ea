package uk.childpathways.submissions;

import java.util.Map;
import java.util.Set;

/**
 * Contributes values that every form can show, compare in conditions, offer as options and start fields with. The
 * values are computed when a form is opened and again when it is checked, and never stored in the engine. Each part
 * with something to offer adds a Spring bean.
 */
public interface PrefillProvider {

    /** The names this provider gives. It is asked only when the form mentions one of them. */
    Set<String> names();

    /**
     * Puts plain values: text, numbers, booleans, lists and maps of them. What does not apply is left out.
     *
     * @param context for whom and for what
     * @param values where to put them; what others gave may be read
     */
    void contribute(PrefillContext context, Map<String, Object> values);
}

package uk.childpathways.children;

import java.util.HashMap;
import java.util.Map;

/** What people call a journey: the name of its deployed model, so that a process owner who renames it is read everywhere. */
public interface JourneyNames {

    /**
     * The name of the latest deployed model of the journey.
     *
     * @param key as {@link Journey#key()}; of a journey that no deployed model opens, its words with a capital ("Early
     *     help")
     */
    String of(String key);

    /** For one page or list: the same names, each asked once. */
    default JourneyNames remembered() {
        Map<String, String> known = new HashMap<>();
        return key -> known.computeIfAbsent(key, this::of);
    }
}

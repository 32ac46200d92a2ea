package uk.childpathways.chronology;

import java.util.Arrays;
import java.util.Optional;

/** What it will matter to the child who reads the record later (SWI-FIL-03). */
public enum WeightForChild {
    SIGNIFICANT_EVENT("significant-event", "Significant event"),
    DECISION("decision", "Decision"),
    OUTCOME("outcome", "Outcome"),
    ACHIEVEMENT("achievement", "Achievement"),
    ROUTINE("routine", "Routine");

    private final String key;
    private final String words;

    WeightForChild(String key, String words) {
        this.key = key;
        this.words = words;
    }

    public String key() {
        return key;
    }

    public String words() {
        return words;
    }

    public static Optional<WeightForChild> of(Object key) {
        return Arrays.stream(values()).filter(weight -> weight.key.equals(key)).findFirst();
    }
}

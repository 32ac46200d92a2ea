package uk.childpathways.around;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What whoever visits is warned of. */
public enum WarningKind {
    NOT_ALONE("not-alone", "Do not visit alone"),
    VIOLENCE("violence", "Violence or threats"),
    WEAPON("weapon", "Weapons"),
    DOG("dog", "Dog"),
    INFECTION("infection", "Infection"),
    DRUGS("drugs", "Drugs or needles"),
    PREMISES("premises", "The house or the way to it"),
    OTHER("other", "Other");

    private final String key;
    private final String words;

    WarningKind(String key, String words) {
        this.key = key;
        this.words = words;
    }

    public String key() {
        return key;
    }

    public String words() {
        return words;
    }

    static Optional<WarningKind> of(Object key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    static Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        for (WarningKind kind : values()) {
            choices.put(kind.key, kind.words);
        }
        return choices;
    }
}

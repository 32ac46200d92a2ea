package uk.childpathways.models;

import java.util.Arrays;
import java.util.Optional;

/** What a process owner deploys. */
public enum ModelKind {
    FLOW("flow"),
    TABLE("table"),
    FORM("form");

    private final String word;

    ModelKind(String word) {
        this.word = word;
    }

    /** As addresses and people say it. */
    public String word() {
        return word;
    }

    public static Optional<ModelKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}

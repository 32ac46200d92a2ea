package uk.childpathways.calendar;

import java.util.Arrays;
import java.util.Optional;

/** Whether a time limit runs after its event or must be kept before it. */
public enum Direction {
    AFTER,
    BEFORE;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<Direction> of(String code) {
        return Arrays.stream(values())
                .filter(direction -> direction.code().equals(code))
                .findFirst();
    }
}

package uk.childpathways.calendar;

import java.util.Arrays;
import java.util.Optional;

/** In what a time limit is counted. The code is the word written in the decision table. */
public enum Unit {
    WORKING_DAYS("working-days", "working day"),
    CALENDAR_DAYS("calendar-days", "calendar day"),
    /** Elapsed hours, nights and weekends included. */
    HOURS("hours", "hour"),
    WEEKS("weeks", "week"),
    /** Calendar months; clips to the month's end. */
    MONTHS("months", "month"),
    /** No amount: due at the end of the day that the event itself names. */
    DATE("date", "date");

    private final String code;
    private final String word;

    Unit(String code, String word) {
        this.code = code;
        this.word = word;
    }

    public String code() {
        return code;
    }

    /** "1 working day", "15 working days". */
    public String words(int amount) {
        return this == DATE ? word : amount + " " + word + (amount == 1 ? "" : "s");
    }

    public static Optional<Unit> of(String code) {
        return Arrays.stream(values()).filter(unit -> unit.code.equals(code)).findFirst();
    }
}

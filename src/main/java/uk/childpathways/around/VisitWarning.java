package uk.childpathways.around;

import java.time.Instant;
import java.util.UUID;
import uk.childpathways.calendar.TypedDay;

/**
 * What whoever visits must know before.
 *
 * @param kind in words: "Dog", "Violence or threats"
 * @param saidBy who said so, where it was not the one who recorded it
 * @param lookAgain the day on which it is looked at again; null for none
 * @param over since when it holds no longer; null while it does
 * @param entry the entry of the record that says so
 */
public record VisitWarning(
        UUID id,
        String kind,
        String says,
        String saidBy,
        TypedDay lookAgain,
        TypedDay over,
        String overWhy,
        UUID entry,
        String by,
        Instant at) {

    /** "Dog: bites, ask for it to be shut away". */
    public String inWords() {
        return kind == null ? says : kind + ": " + says;
    }
}

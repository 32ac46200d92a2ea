package uk.childpathways.standards;

/**
 * One clause of the sources on which the standards rest.
 *
 * @param id for instance {@code RUT-CP-02a}
 * @param source the document, or {@code statutory} for law and guidance beside the sources
 * @param trigger what starts its time, in words; may be empty
 * @param timescale the source's own limit as an ISO duration or in words; may be empty
 * @param dayKind what the source says: {@code working}, {@code calendar}, {@code elapsed}, {@code unstated} or empty
 * @param mechanism how the product keeps it: timer, form-field, sign-off …
 * @param confidence how sure the reading is: high, medium, low
 */
public record Clause(
        String id,
        String source,
        String clause,
        String actor,
        String journey,
        String trigger,
        String timescale,
        String dayKind,
        String recurrence,
        String mechanism,
        String confidence) {

    /** Guidance is shown where it concerns work; there is nothing to enforce. */
    public boolean guidance() {
        return mechanism.equals("guidance");
    }
}

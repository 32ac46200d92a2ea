package uk.childpathways.modelling.changes;

/**
 * One thing that is otherwise than before.
 *
 * @param element the element of the flow, the question of the form or the row of the table; null for the whole
 * @param sentence what changed, as people say it
 */
public record Change(String element, Kind kind, String sentence) {

    /** What became of the element. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    static Change added(String element, String sentence) {
        return new Change(element, Kind.ADDED, sentence);
    }

    static Change removed(String element, String sentence) {
        return new Change(element, Kind.REMOVED, sentence);
    }

    static Change changed(String element, String sentence) {
        return new Change(element, Kind.CHANGED, sentence);
    }
}

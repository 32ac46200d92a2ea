package uk.childpathways.standards;

import java.util.List;

/**
 * How the product stands to one clause. Where a clause that is met lives, and which tests prove it, is read from models,
 * forms, tables and tests; here stands only what people decided.
 *
 * @param clause its id
 * @param words what is missing, what it waits for, or why it is nothing for software; empty where it is met or shown
 * @param shownAt forms of the tasks at which the words of guidance stand, beside those that name it themselves
 */
public record ClauseState(String clause, State state, String words, List<String> shownAt) {

    /** In the words of the table. */
    public enum State {
        MET("met here"),
        IN_PART("in part"),
        SHOWN("shown at"),
        NOT_YET("not here yet"),
        NOT_SOFTWARE("not software");

        private final String words;

        State(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        static State of(String words) {
            for (State state : values()) {
                if (state.words.equals(words)) {
                    return state;
                }
            }
            throw new IllegalStateException("'" + words + "' is no state of a clause");
        }
    }
}

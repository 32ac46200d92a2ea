package uk.childpathways.standards;

import java.util.List;

/**
 * The rows of a standard are chosen by a decision about the child's situation. One bean for each such standard: it names
 * the decision table and reads the situation from the record.
 */
public interface StandardSelector {

    /** The standard that models ask for. */
    String standard();

    /** The event from which it is counted as long as what its rows run from has not happened yet. */
    String firstFrom();

    /** That event as a noun for sentences. */
    String firstFromWords();

    /**
     * The standards whose rows hold for the child today; of all of them the shortest wins.
     *
     * @return never empty
     */
    List<SelectedStandard> of(String childRef, String profile);
}

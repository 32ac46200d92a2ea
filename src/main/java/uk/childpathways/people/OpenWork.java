package uk.childpathways.people;

/** Port: the open tasks of people who come and go. Implemented where the engine is. */
public interface OpenWork {

    /**
     * Offers what this person holds to those who may do it: the task's candidates, and those who cover. Whose it was
     * is remembered.
     *
     * @param coverOrNull who covers, if anybody
     */
    void offer(String userId, String coverOrNull);

    /** How many open tasks this person holds. */
    long heldBy(String userId);

    /** Gives back what nobody has taken over in the meantime. */
    void giveBack(String userId);
}

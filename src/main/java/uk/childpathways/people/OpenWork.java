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

    /**
     * Takes from this person everything that they hold or are offered by name, and the right to read it; what they held is
     * offered to those who may do it. Whose it was is remembered.
     */
    void withdraw(String userId);

    /** How many open tasks this person holds. */
    long heldBy(String userId);

    /** Gives back what nobody has taken over in the meantime. */
    void giveBack(String userId);
}

package uk.childpathways.vocabulary.contract;

/** The elements of a model on which an extension property may stand. */
public enum Place {
    PROCESS("the process"),
    START("a start event"),
    USER_TASK("a user task"),
    SERVICE_TASK("a service task"),
    BUSINESS_RULE_TASK("a business rule task"),
    CALL("a call activity"),
    SUB_PROCESS("a sub-process"),
    TIMER("a timer on the edge of a task"),
    EVENT("another event");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /** With its article, as it stands in a sentence. */
    public String words() {
        return words;
    }
}

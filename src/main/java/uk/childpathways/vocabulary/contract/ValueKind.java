package uk.childpathways.vocabulary.contract;

/** What may be written as the value of a property or as an argument. */
public enum ValueKind {
    NONE("nothing"),
    TEXT("words of your own"),
    /** A label of one's own choice that is kept and counted by. */
    LABEL("a label in kebab-case"),
    FLAG("`true`"),
    NUMBER("a whole number"),
    CHOICE("one of the values listed"),
    STANDARD("a standard that has a row in a table of timescales"),
    /** Also the name of a standard: the event meets it. */
    EVENT("an event"),
    EVENTS("events, separated by spaces"),
    ROLES("roles, separated by commas"),
    GROUPS("groups of people, separated by commas"),
    START_GROUP("a group of the start list"),
    RECIPIENTS("roles or one of the words for people, separated by commas"),
    NOTICE("the name of a notice, or the sentences themselves"),
    JOURNEY("a journey"),
    PROCESS("the id of a process"),
    MESSAGE("a message that a model waits for"),
    FORM("the id of a form"),
    TASK("the id of a task"),
    TEAM("the id of a team"),
    CLAUSES("ids of clauses, separated by spaces"),
    VARIABLE("the name of a process variable"),
    VARIABLES("names of process variables, separated by spaces"),
    FIELD("the key of another field of the form");

    private final String words;

    ValueKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}

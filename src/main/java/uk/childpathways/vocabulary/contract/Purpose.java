package uk.childpathways.vocabulary.contract;

/** What a process owner wants to do: the chapters of {@code docs/vocabulary.md}. */
public enum Purpose {
    EVERYWHERE("Say where a rule comes from and what a process is about"),
    PEOPLE("Offer a task to somebody"),
    CLOCK("Start a clock and keep it"),
    RECORD("Record what has happened"),
    DECIDE("Decide and sign off"),
    JOURNEYS("Hand over, tell another journey, end"),
    NOTIFY("Tell people"),
    CHILD("Know and change the facts of a child"),
    STAFF("Supervise and cover"),
    START_LIST("Be found in the start list");

    private final String title;

    Purpose(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}

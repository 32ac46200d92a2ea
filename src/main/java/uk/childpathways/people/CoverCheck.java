package uk.childpathways.people;

/**
 * One look of the morning's round over people and their work. The rooms above add their own: children without a
 * worker, tasks without anybody. They are taken in their order ({@code @Order}).
 */
public interface CoverCheck {

    /** Absences that begin or end today. */
    int ABSENCES = 10;

    /** Children whose worker has left. */
    int CHILDREN = 20;

    /** Tasks that nobody here can do. */
    int TASKS = 30;

    /** What the calendar says that it did not say yesterday. */
    int CALENDAR = 5;

    /** Looks, and puts right what it finds; a second time on the same day it finds nothing left to do. */
    void look();
}

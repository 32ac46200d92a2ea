package uk.childpathways.desk;

import java.util.List;
import java.util.Set;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Something that a person can begin: a process of the start list, as its model says that people look for it.
 *
 * @param process its id
 * @param name its name, as it is everywhere
 * @param order its place within the group, the everyday first
 * @param says what it is for, in a sentence to whoever begins it
 * @param words by which people look for it beside its name
 * @param fromTask the words under which it is offered beside a task; null where it is not
 * @param about what its form asks for first
 * @param journey the kind of journey of which the child must have one; null for any
 * @param notBeside the kinds of which the child must have none that runs
 */
@ModelProperty(
        name = "startGroup",
        says = "On a process that people start: the group of the start list in which it stands.",
        value = ValueKind.START_GROUP,
        on = Place.PROCESS,
        purpose = Purpose.START_LIST)
@ModelProperty(
        name = "startOrder",
        says = "Its place within the group: the smaller, the nearer to the top. What people need every day has 1.",
        value = ValueKind.NUMBER,
        on = Place.PROCESS,
        purpose = Purpose.START_LIST)
@ModelProperty(
        name = "startSays",
        says = "What it is for, in one sentence to whoever begins it. It stands under the name.",
        on = Place.PROCESS,
        purpose = Purpose.START_LIST)
@ModelProperty(
        name = "startWords",
        says = "The words by which people look for it, beside its name: short forms, former names, what they say at"
                + " their desks. Separated by commas; the same word may stand at several processes.",
        on = Place.PROCESS,
        purpose = Purpose.START_LIST)
@ModelProperty(
        name = "startFromTask",
        says = "Offers it beside every task about a child, under these words (`I cannot keep this timescale`); its form"
                + " opens with the task's child, journey and time limit filled in.",
        on = Place.PROCESS,
        purpose = Purpose.START_LIST)
public record Start(
        String process,
        String name,
        StartGroup group,
        int order,
        String says,
        List<String> words,
        String fromTask,
        About about,
        String journey,
        Set<String> notBeside) {

    /** What a start form asks for before all else. */
    public enum About {
        /** Neither a child nor anything of a child's. */
        NOBODY,
        CHILD,
        JOURNEY,
        DEADLINE,
        MEETING
    }

    /** Whether it concerns a child. */
    public boolean ofChild() {
        return about != About.NOBODY;
    }
}

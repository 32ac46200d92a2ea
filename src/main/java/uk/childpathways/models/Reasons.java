package uk.childpathways.models;

import uk.childpathways.web.BadInputProblem;

/** Why somebody changed what others work by: a sentence, read by whoever wonders in a year's time. */
final class Reasons {

    static final int SHORTEST = 10;
    static final int LONGEST = 2000;

    private Reasons() {}

    /** The reason as it is kept. */
    static String checked(String reason) {
        String said = reason == null
                ? ""
                : reason.replaceAll("[\\p{Cf}\\p{Z}\\s]+", " ").strip();
        if (said.length() < SHORTEST) {
            throw new BadInputProblem("Say why in a sentence: others read it when they wonder about this version.");
        }
        if (said.length() > LONGEST) {
            throw new BadInputProblem("The reason has " + said.length() + " characters, and no more than " + LONGEST
                    + " are kept. Say it more shortly.");
        }
        return said;
    }
}

package uk.childpathways.standards;

import java.time.Instant;
import uk.childpathways.calendar.TimeLimit;

/**
 * How often something is to be done in one journey, as it was agreed there. It can only shorten the standard's limit.
 *
 * @param limit the amount of time
 * @param by the name of who agreed it, as people read it
 * @param at when it was agreed
 */
public record AgreedInterval(TimeLimit limit, String by, Instant at) {}

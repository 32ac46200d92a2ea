package uk.childpathways.standards;

import java.time.Instant;
import uk.childpathways.calendar.TimeLimit;

/**
 * How often something is to be done in one journey, as it was agreed there. It only shortens the standard's limit,
 * unless a reason was recorded and the limit gives way to one ({@link SelectedStandard#mayBeLonger()}).
 *
 * @param limit the amount of time
 * @param by the name of who agreed it, as people read it
 * @param at when it was agreed
 * @param reason why it may be longer than the limit; null where none was recorded
 */
public record AgreedInterval(TimeLimit limit, String by, Instant at, String reason) {}

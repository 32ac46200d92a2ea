package uk.childpathways.forms;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import uk.childpathways.calendar.England;

/**
 * What a form is about while its answers are checked.
 *
 * @param values what was filled in beforehand (child, journey, option lists …); conditions and options may name them
 * @param now the moment, by the clock of the installation
 * @param childRef the child; null where the form itself asks for the child
 * @param journeyId the run of the pathway; null before it is opened
 * @param processKey the model that asks
 * @param elementId the model's element that asks
 */
public record CheckContext(
        Map<String, Object> values, Instant now, String childRef, UUID journeyId, String processKey, String elementId) {

    public static CheckContext of(Map<String, Object> values, Instant now) {
        return new CheckContext(values, now, null, null, null, null);
    }

    /** The day in England. */
    public LocalDate today() {
        return England.dayOf(now);
    }
}

package uk.childpathways.forms;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * What a form is about while its answers are checked.
 *
 * @param values what was filled in beforehand (child, journey, option lists …); conditions and options may name them
 * @param today the day in England
 * @param childRef the child; null where the form itself asks for the child
 * @param journeyId the run of the pathway; null before it is opened
 * @param processKey the model that asks
 * @param elementId the model's element that asks
 */
public record CheckContext(
        Map<String, Object> values,
        LocalDate today,
        String childRef,
        UUID journeyId,
        String processKey,
        String elementId) {

    public static CheckContext of(Map<String, Object> values, LocalDate today) {
        return new CheckContext(values, today, null, null, null, null);
    }
}

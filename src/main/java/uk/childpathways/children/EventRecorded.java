package uk.childpathways.children;

/**
 * Published inside the recording transaction when an event of a journey was recorded.
 *
 * @param previous the event of the same name and step that this one corrects; null when it is new
 */
public record EventRecorded(JourneyEvent event, JourneyEvent previous) {}

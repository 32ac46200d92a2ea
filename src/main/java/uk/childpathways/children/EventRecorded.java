package uk.childpathways.children;

/**
 * Published inside the recording transaction when an event of a journey was recorded.
 *
 * @param previous the event of the same name and step that this one corrects; null when it is new
 * @param dateCorrected whether nothing has happened but that the date was put right: it meets nothing more than before
 */
public record EventRecorded(JourneyEvent event, JourneyEvent previous, boolean dateCorrected) {

    public EventRecorded(JourneyEvent event, JourneyEvent previous) {
        this(event, previous, false);
    }
}

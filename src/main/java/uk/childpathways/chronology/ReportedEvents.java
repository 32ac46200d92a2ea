package uk.childpathways.chronology;

import java.util.Map;

/** Port: the reports of significant events that the running models deal with. */
public interface ReportedEvents {

    /** The process, and the form with which it starts. */
    String PROCESS = "significant-event";

    String FORM = "report-significant-event";

    /** Whether the person may report one. */
    boolean mayReport(String userId);

    /**
     * Reports one as this person, through the door of every answer.
     *
     * @return the process instance that deals with it
     */
    String report(Map<String, Object> answers, String userId);
}

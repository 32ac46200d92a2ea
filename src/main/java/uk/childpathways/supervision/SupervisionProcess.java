package uk.childpathways.supervision;

/** Port: the process by which a child's case is supervised. */
public interface SupervisionProcess {

    /** Opens it for the child. */
    void open(String childRef);

    /** Ends it: no other journey of the child runs any more. */
    void lastJourneyEnded(String processInstanceId);
}

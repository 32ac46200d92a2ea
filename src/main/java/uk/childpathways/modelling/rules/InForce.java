package uk.childpathways.modelling.rules;

import uk.childpathways.modelling.Shipped;

/** Port: what is deployed now, and where children's cases stand in it. */
public interface InForce {

    /** The newest version of each model, form and table. */
    Shipped files();

    /** How many running cases stand at this element, in whichever version of the process. */
    int casesAt(String processId, String elementId);

    /** How many deployments there have been: what was read before the last one is out of date. */
    long deployments();
}

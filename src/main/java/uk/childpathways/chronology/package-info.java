/**
 * What happened to a child, by the day it happened, whether in a form or between two forms; and how what was recorded is
 * put right. The log of forms in the room of the children stays behind it as audit trail.
 */
package uk.childpathways.chronology;

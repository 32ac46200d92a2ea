package uk.childpathways.modelling.rules;

/** What comes of a broken rule when somebody deploys. Our own build takes neither. */
public enum Severity {
    /** It would stop a child's case or drop a duty: nothing is deployed. */
    REFUSE,
    /** Style and traceability: it is deployed, and whoever deployed reads what to better. */
    ADVISE
}

package uk.childpathways.deadlines;

/** Published in the same transaction when it was declared that a deadline cannot be kept (SWI-COL-05, -06). */
public record TimescaleDeclared(Deadline deadline, Declaration declaration) {}

package uk.childpathways.oversight;

/** Published in the same transaction when an entry was added to a child's oversight record. */
public record OversightRecorded(OversightEntry entry) {}

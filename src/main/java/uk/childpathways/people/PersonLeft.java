package uk.childpathways.people;

/** A person no longer works here; published in the transaction that records it. */
public record PersonLeft(String userId) {}

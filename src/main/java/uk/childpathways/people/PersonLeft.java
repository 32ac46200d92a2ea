package uk.childpathways.people;

/** Somebody works here no longer; published in the transaction that says so. */
public record PersonLeft(String userId) {}

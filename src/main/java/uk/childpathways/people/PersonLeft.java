package uk.childpathways.people;

/** Somebody is no longer active here; published in the transaction in which that is put in. */
public record PersonLeft(String userId) {}

package uk.childpathways.people;

/** A person has other roles, another team or service, or has left; published in the transaction that records it. */
public record RightsChanged(String userId) {}

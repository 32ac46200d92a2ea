package uk.childpathways.children;

/** A child belongs to another team from now on; published in the transaction that says so. */
public record ChildChangedTeam(String childRef, String from, String to) {}

package uk.childpathways.people;

/** Something about a person waits for a second person; published in the transaction that stores it. */
public record PlaceAsked(Waiting waiting) {}

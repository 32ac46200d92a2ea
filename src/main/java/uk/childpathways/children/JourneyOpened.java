package uk.childpathways.children;

/** Published in the same transaction when a run of a pathway was opened. */
public record JourneyOpened(Journey journey) {}

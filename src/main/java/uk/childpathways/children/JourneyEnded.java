package uk.childpathways.children;

/** Published in the same transaction when a run of a pathway has ended, whichever way. */
public record JourneyEnded(Journey journey) {}

package uk.childpathways.children;

/** Published in the same transaction when it was said where a child lives. */
public record ChildPlaced(String childRef) {}

package uk.childpathways.children;

/**
 * Published in the same transaction when the day from which a child's birthdays count has changed: born at last, born on
 * another day than was known, or expected on another.
 */
public record BirthCorrected(String childRef) {}

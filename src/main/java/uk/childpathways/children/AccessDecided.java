package uk.childpathways.children;

/** Published in the deciding transaction when it was decided who may see a child's record. */
public record AccessDecided(RecordAccess.Decided decided) {}

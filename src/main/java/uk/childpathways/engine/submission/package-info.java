/** Completions and starts, by whatever way they come, go through the one door of an answer. */
package uk.childpathways.engine.submission;

/** The oversight record: what managers decided about a child, why, and the agreed actions that follow. */
package uk.childpathways.oversight;

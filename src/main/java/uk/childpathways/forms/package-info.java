/**
 * Forms: what a task asks, whether the answers will do, and what becomes of them. Camunda Forms are checked nowhere on
 * the server as they come; here they are, for every completion from wherever it comes. Nothing in this package knows
 * the engine.
 */
package uk.childpathways.forms;

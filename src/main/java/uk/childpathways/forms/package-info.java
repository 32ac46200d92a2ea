/**
 * Forms: what a task asks, whether the answers can be accepted, and what becomes of them. The engine does not check Camunda
 * Forms on the server; here they are checked, for every completion by any way. Nothing in this package knows
 * the engine.
 */
package uk.childpathways.forms;

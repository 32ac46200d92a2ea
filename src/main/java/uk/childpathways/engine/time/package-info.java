/** The engine's timers follow our stored dates and clock. */
package uk.childpathways.engine.time;

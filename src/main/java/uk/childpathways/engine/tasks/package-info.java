/** Who holds which task of the engine, and what happens when it is made, moved or cancelled. */
package uk.childpathways.engine.tasks;

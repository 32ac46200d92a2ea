/** What may be asked of the engine over HTTP, by whom, and how a refusal or a failure is answered. */
package uk.childpathways.engine.doors;

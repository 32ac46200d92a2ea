/**
 * Where the data lie: the PostgreSQL that was configured or, without one, a real PostgreSQL which the application
 * brings with it, and the steps that one node at a time takes at start.
 */
package uk.childpathways.storage;

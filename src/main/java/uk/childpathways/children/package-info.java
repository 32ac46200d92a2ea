/**
 * The children, their journeys, and the append-only record of what happened to them; who may read it; and the hash
 * chain that makes tampering show.
 */
package uk.childpathways.children;

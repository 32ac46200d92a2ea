/** Flows, forms and tables as process owners know them: their versions, who deployed them and why, what is in force, and what stands still. */
package uk.childpathways.models;

/** The catalogue of clauses, and the standards with their timescales as the deployed decision table states them. */
package uk.childpathways.standards;

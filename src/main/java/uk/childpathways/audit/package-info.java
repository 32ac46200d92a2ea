/**
 * Who did what to people, teams, rights, children's facts, settings and the clock, with before and after: kept for good,
 * in the transaction of what was done.
 */
package uk.childpathways.audit;

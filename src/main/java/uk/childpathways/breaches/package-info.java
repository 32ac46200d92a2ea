/** Deadlines that passed unmet: the record, who must answer, rung by rung, and what they answer. */
package uk.childpathways.breaches;

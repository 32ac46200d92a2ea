/**
 * The escalation ladder: breaches, who must answer them, and telling people. A breach is recorded once, never deleted
 * (SWI-COL-05, DFE-8-06b, NEW-GEN-02c); the service manager answers it (NEW-GEN-02b, RUT-MGT-05a).
 */
package uk.childpathways.escalation;

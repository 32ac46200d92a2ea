/** The administrator's pages: who works here, in which roles and teams; and the trail of what was done, for whom it concerns. */
package uk.childpathways.administration;

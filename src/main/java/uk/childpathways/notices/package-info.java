/** What people are told: the outbox, who hears of it, mail and its troubles. */
package uk.childpathways.notices;

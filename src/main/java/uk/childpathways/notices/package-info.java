/** Notices: the outbox, their recipients, mail and its failures. */
package uk.childpathways.notices;

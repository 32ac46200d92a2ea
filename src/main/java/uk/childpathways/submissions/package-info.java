/** The one door of an answer: what is known before, the checks that need the record, and what becomes of it. */
package uk.childpathways.submissions;

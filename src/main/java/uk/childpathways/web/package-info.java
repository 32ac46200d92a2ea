/** How our API answers: problems with a sentence for the person who caused them, and pages of lists. */
package uk.childpathways.web;

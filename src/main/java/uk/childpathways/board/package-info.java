/** The pages for people: a child's record at a glance, and what the managers of a team must see. */
package uk.childpathways.board;

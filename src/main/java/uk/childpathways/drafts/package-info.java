/** What somebody has typed into a form and not handed in yet: kept until it is handed in or thrown away. */
package uk.childpathways.drafts;

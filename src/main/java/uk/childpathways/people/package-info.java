/** Who works here: people, teams, roles and the groups they are to the engine, and the line of management. */
package uk.childpathways.people;

/** Who may do what in the engine: logins, rights, administrators, and the application's own authority. */
package uk.childpathways.engine.access;

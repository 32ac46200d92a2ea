/** Who may come in: passwords, pauses after wrong ones, sessions and their end. */
package uk.childpathways.signin;

/** What is deployed, and the decision tables read from it. */
package uk.childpathways.engine.deployment;

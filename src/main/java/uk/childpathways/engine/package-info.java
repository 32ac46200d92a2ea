/** Everything that configures Camunda, and only that. The one package that may use the engine's implementation. */
package uk.childpathways.engine;

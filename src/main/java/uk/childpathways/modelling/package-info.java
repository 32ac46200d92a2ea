/**
 * Checks on models, forms and decision tables at build and at deployment, and the documents that are read from them.
 * May use the engine's public model API.
 */
package uk.childpathways.modelling;

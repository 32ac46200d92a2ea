/**
 * The rules over models, forms and tables, one set for our build and for each deployment. What would stop a child's case
 * or drop a duty is refused, style is advised. A topic is a class; {@link uk.childpathways.modelling.rules.Rules} lists
 * them all.
 */
package uk.childpathways.modelling.rules;

/**
 * The people around a child: family, household, carers and professionals, where the child lived, and what whoever visits
 * must know. Each change is an entry of the child's record; what holds now is read from them.
 */
package uk.childpathways.around;

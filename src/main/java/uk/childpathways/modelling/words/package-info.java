/** The contract for the words: what models and forms may use, collected from where it is declared in code, and the reference and templates made from it. */
package uk.childpathways.modelling.words;

/** How a word that models and forms use is declared: with a sentence, its arguments, and where it may stand. Plain annotations; they know neither the engine nor anything of ours. */
package uk.childpathways.vocabulary.contract;

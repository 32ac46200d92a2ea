/** The words that process models speak, and what those words may ask of the element that uses them. On the ground floor: it knows the engine's public API and nothing of ours. */
package uk.childpathways.vocabulary;

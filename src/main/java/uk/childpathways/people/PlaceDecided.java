package uk.childpathways.people;

/**
 * What waited was confirmed or refused; published in the transaction that records it.
 *
 * @param reason of a refusal; null for a confirmation
 */
public record PlaceDecided(Waiting waiting, boolean confirmed, String reason, String by) {}

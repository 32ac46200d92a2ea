package uk.childpathways.people;

/**
 * A password was set with a link that an administrator was shown: they could have used it themselves.
 *
 * @param handedBy the administrator
 */
public record PasswordByHand(String userId, String handedBy) {}

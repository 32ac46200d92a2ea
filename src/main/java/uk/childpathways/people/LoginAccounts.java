package uk.childpathways.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: the accounts with which people log in, kept by the engine's identity service. */
public interface LoginAccounts {

    /** Creates the account, or updates name and email; a password is set only when one is given. */
    void put(String userId, String name, String email, String passwordOrNull);

    boolean exists(String userId);

    /** An account as it stands, of a person or not. */
    record Account(String userId, String name, String email) {}

    Optional<Account> account(String userId);

    /** Whether a password that is kept here opens the account; otherwise the council's provider does. */
    boolean opensWithPassword(String userId);

    /** Creates the groups (id → name) that are missing. */
    void putGroups(Map<String, String> groups);

    /** Makes the person a member of exactly these of the managed groups; other groups are left alone. */
    void setMemberships(String userId, Set<String> groups, Set<String> managedGroups);

    /** Sets the password of an account that is there; its sessions end. */
    void setPassword(String userId, String password);

    /** Notes that the account's password was made up and told to nobody: its owner has still to set one. */
    void nobodyKnowsThePassword(String userId);

    /** Whether the name belongs to a group: a person with the name of a group would be mistaken for it. */
    boolean isGroup(String id);

    /** Lets the account try again at once after wrong passwords. */
    void unlock(String userId);

    /** Deletes the account: the person can no longer log in. */
    void remove(String userId);

    /** Whether the person administers the installation. */
    boolean administrator(String userId);

    /** Everybody who administers the installation. */
    List<String> administrators();

    void setAdministrator(String userId, boolean administrator);
}

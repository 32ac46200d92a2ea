package uk.childpathways.audit;

/** What an entry of the trail is about, and so whom it concerns. */
public enum AuditKind {
    /** A person was added, changed, left, returned; their password link, their lock. */
    PERSON,
    /** A person was given a role or lost it, that of an administrator included. */
    ROLE,
    TEAM,
    SERVICE,
    /** Who is away and who covers. */
    ABSENCE,
    /** The facts of a child: team, worker, placement, dates. */
    CHILD,
    /** Who may see one child's record. */
    ACCESS,
    /** A model, table or form was deployed, or a deployment was refused or taken back. */
    DEPLOYMENT,
    /** What the installation was started with, where it differs from the start before. */
    SETTING,
    /** The clock of a rehearsal was moved. */
    CLOCK,
    /** A log-in, a refused one, a password set, a session ended. */
    SIGN_IN,
    /** The trail itself was read or taken out as a file. */
    AUDIT
}

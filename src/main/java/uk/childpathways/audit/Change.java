package uk.childpathways.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Something that was done, for the trail.
 *
 * @param action what was done, in a word or two: {@code deployed}, {@code password set}
 * @param about id of the person, team, deployment, setting that it was done to
 * @param services ids of the services that it concerns; empty for none in particular
 * @param childRef the child's reference, or null; never a name
 * @param before what held before, or null; never a password, never a child's name
 * @param after what holds since, or null; never a password, never a child's name
 * @param reason why, where somebody said so, or null
 * @param by user id of whoever did it; null for the person who is logged in on this thread
 */
public record Change(
        AuditKind kind,
        String action,
        String about,
        List<String> services,
        String childRef,
        Map<String, ?> before,
        Map<String, ?> after,
        String reason,
        String by) {

    public static Change of(AuditKind kind, String action, String about) {
        return new Change(kind, action, about, List.of(), null, null, null, null, null);
    }

    public Change services(Collection<String> ids) {
        return new Change(kind, action, about, List.copyOf(ids), childRef, before, after, reason, by);
    }

    public Change child(String ref) {
        return new Change(kind, action, about, services, ref, before, after, reason, by);
    }

    public Change before(Map<String, ?> values) {
        return new Change(kind, action, about, services, childRef, values, after, reason, by);
    }

    public Change after(Map<String, ?> values) {
        return new Change(kind, action, about, services, childRef, before, values, reason, by);
    }

    public Change because(String why) {
        return new Change(kind, action, about, services, childRef, before, after, why, by);
    }

    public Change by(String userId) {
        return new Change(kind, action, about, services, childRef, before, after, reason, userId);
    }
}

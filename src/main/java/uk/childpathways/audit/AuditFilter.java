package uk.childpathways.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Which entries are asked for.
 *
 * @param scopes an entry lies in at least one of them
 * @param by user id of whoever did it; null for anybody
 * @param about what it was done to; null for anything
 * @param from from this moment of the application's clock on; null for no bound
 * @param until before this moment; null for no bound
 */
public record AuditFilter(List<Scope> scopes, String by, String about, Instant from, Instant until) {

    /**
     * @param kinds of these kinds
     * @param services of these services only; null for every service and none in particular
     */
    public record Scope(Collection<AuditKind> kinds, Collection<String> services) {}

    String where(List<Object> values) {
        StringBuilder where = new StringBuilder("(false");
        for (Scope scope : scopes) {
            where.append(" or (kind = any (?)");
            values.add(scope.kinds().stream().map(Enum::name).toArray(String[]::new));
            if (scope.services() != null) {
                where.append(" and services && ?::text[]");
                values.add(scope.services().toArray(String[]::new));
            }
            where.append(")");
        }
        where.append(")");
        if (by != null) {
            where.append(" and by_user = ?");
            values.add(by);
        }
        if (about != null) {
            where.append(" and about = ?");
            values.add(about);
        }
        if (from != null) {
            where.append(" and at >= ?");
            values.add(Timestamp.from(from));
        }
        if (until != null) {
            where.append(" and at < ?");
            values.add(Timestamp.from(until));
        }
        return where.toString();
    }
}

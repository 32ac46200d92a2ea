package uk.childpathways.administration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.childpathways.audit.AuditFilter;
import uk.childpathways.audit.AuditFilter.Scope;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.calendar.England;
import uk.childpathways.web.BadInputProblem;

/** What somebody wants to know of the trail; everything may be left open. */
record AuditQuestion(AuditKind kind, String by, String about, LocalDate from, LocalDate to) {

    /** @throws BadInputProblem with a sentence for what cannot be understood */
    static AuditQuestion of(String kind, String by, String about, String from, String to) {
        AuditKind known = null;
        if (!kind.isBlank()) {
            try {
                known = AuditKind.valueOf(kind.trim());
            } catch (IllegalArgumentException e) {
                throw new BadInputProblem(
                        "There is no kind of entry '" + kind + "'. There are: " + List.of(AuditKind.values()) + ".");
            }
        }
        LocalDate first = day(from, "From");
        LocalDate last = day(to, "To");
        if (first != null && last != null && last.isBefore(first)) {
            throw new BadInputProblem("'To' lies before 'From'.");
        }
        return new AuditQuestion(known, trimmed(by), trimmed(about), first, last);
    }

    private static LocalDate day(String text, String field) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw new BadInputProblem("'" + field + "' is a day such as 2026-04-02, and not '" + text + "'.");
        }
    }

    private static String trimmed(String text) {
        return text.isBlank() ? null : text.trim();
    }

    AuditFilter filter(List<Scope> scopes) {
        List<Scope> narrowed = new ArrayList<>();
        for (Scope scope : scopes) {
            Set<AuditKind> kinds = EnumSet.copyOf(scope.kinds());
            if (kind != null) {
                kinds.retainAll(Set.of(kind));
            }
            narrowed.add(new Scope(kinds, scope.services()));
        }
        Instant first = from == null ? null : from.atStartOfDay(England.ZONE).toInstant();
        Instant end =
                to == null ? null : to.plusDays(1).atStartOfDay(England.ZONE).toInstant();
        return new AuditFilter(narrowed, by, about, first, end);
    }

    /** For the trail: what was asked for. */
    Map<String, String> asked() {
        Map<String, String> asked = new TreeMap<>();
        put(asked, "kind", kind);
        put(asked, "by", by);
        // Not what it is about: that may be a child's reference, which not every reader of this entry may see.
        put(asked, "from", from);
        put(asked, "to", to);
        return asked;
    }

    private static void put(Map<String, String> asked, String field, Object value) {
        if (value != null) {
            asked.put(field, value.toString());
        }
    }
}

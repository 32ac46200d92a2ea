package uk.childpathways.administration;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import uk.childpathways.audit.AuditEntry;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.calendar.Days;
import uk.childpathways.people.Role;

/**
 * An entry of the trail in the words of the pages: fields are called as on their pages, people, teams and services by
 * name, days and times are spelled as everywhere. Programs read the entry as it was kept.
 */
record AuditWords(UnaryOperator<String> person, UnaryOperator<String> team, UnaryOperator<String> service) {

    private static final Set<String> PEOPLE = Set.of(
            "user_id",
            "person",
            "covered_by",
            "leaves_covered_by",
            "allocated_worker",
            "recorded_by",
            "by_user",
            "moved_by",
            "by");

    /** Numbers by which the database tells lines apart; they say nothing to anybody. */
    private static final Set<String> NOT_SHOWN = Set.of("seq", "only_one", "token_hash");

    private static final Set<String> KEYS = Set.of("id", "user_id", "ref", "child_ref");

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("active", "Works here"),
            Map.entry("email", "E-mail"),
            Map.entry("phone", "Telephone"),
            Map.entry("team_id", "Team"),
            Map.entry("service_id", "Service"),
            Map.entry("registered", "Registered social worker"),
            Map.entry("suitably_qualified", "May lead section 47 enquiries"),
            Map.entry("leaves_covered_by", "Covered then by"),
            Map.entry("leaves_reason", "Why they leave"),
            Map.entry("person", "For"),
            Map.entry("at", "Decided"),
            Map.entry("until", "Last day"),
            Map.entry("until_at", "Until"),
            Map.entry("by_user", "Decided by"),
            Map.entry("child_ref", "Child"),
            Map.entry("ref", "Reference"),
            Map.entry("family_ref", "Family"),
            Map.entry("out_of_county", "Placed out of county"),
            Map.entry("back_on", "First day back"),
            Map.entry("expires_at", "Opens until"),
            Map.entry("ended_at", "Ended"),
            Map.entry("made_at", "Made"),
            Map.entry("recorded_at", "Recorded"),
            Map.entry("moved_at", "Moved"),
            Map.entry("offset_millis", "Ahead of true time by"));

    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("decision RESTRICT", "Record restricted"),
            Map.entry("decision LIFT", "Restriction lifted"),
            Map.entry("decision GRANT", "Opened to the person"),
            Map.entry("decision END_GRANT", "No longer opened to the person"),
            Map.entry("decision CONFLICT", "Closed to the person, who is too near to the matter"),
            Map.entry("decision END_CONFLICT", "No longer closed to the person"),
            Map.entry("decision EMERGENCY", "Opened in an emergency"),
            Map.entry("ended_because used", "Used"),
            Map.entry("ended_because newer", "A newer one was made"),
            Map.entry("ended_because left", "The person left"));

    /** Each as "Team: North team → South team". */
    List<String> changes(AuditEntry entry) {
        Set<String> fields = new TreeSet<>(entry.before().keySet());
        fields.addAll(entry.after().keySet());
        List<String> changes = new ArrayList<>();
        for (String field : fields) {
            Object before = entry.before().get(field);
            Object after = entry.after().get(field);
            if (!says(entry, field, before, after)) {
                continue;
            }
            changes.add(name(field) + ": "
                    + (entry.before().containsKey(field) ? value(field, before) + " → " : "")
                    + (entry.after().containsKey(field) ? value(field, after) : "–"));
        }
        return changes;
    }

    /** What stands in another column already, and the database's own numbers, are left out. */
    private static boolean says(AuditEntry entry, String field, Object before, Object after) {
        boolean own = KEYS.contains(field) && Objects.equals(before == null ? after : before, entry.about());
        return !own && !NOT_SHOWN.contains(field) && !(field.equals("id") && isNumber(before == null ? after : before));
    }

    private static boolean isNumber(Object value) {
        return value != null && value.toString().matches("[0-9a-f-]{36}|[0-9]+");
    }

    /** What was done; a decision about a record in its words. */
    static String action(AuditEntry entry) {
        return entry.kind() == AuditKind.ACCESS
                ? CODES.getOrDefault(
                        "decision " + entry.action().toUpperCase(Locale.ROOT).replace(' ', '_'), entry.action())
                : entry.action();
    }

    static String name(String field) {
        return FIELDS.getOrDefault(field, capital(field.replace('_', ' ')));
    }

    String value(String field, Object value) {
        if (value == null || value.toString().isEmpty()) {
            return "–";
        }
        String text = value.toString();
        if (value instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        } else if (PEOPLE.contains(field)) {
            return person.apply(text);
        } else if (field.equals("team_id") || field.equals("team")) {
            return team.apply(text);
        } else if (field.equals("service_id") || field.equals("service")) {
            return service.apply(text);
        } else if (field.equals("role")) {
            return Role.find(text).map(Role::words).map(AuditWords::capital).orElse(capital(text));
        } else if (field.equals("offset_millis")) {
            return span(Long.parseLong(text));
        } else if (CODES.containsKey(field + " " + text)) {
            return CODES.get(field + " " + text);
        } else if (text.matches("[A-Z]+(_[A-Z]+)*")
                && Set.of("decision", "state", "kind").contains(field)) {
            return capital(text.toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return dayOrText(text);
    }

    private static String dayOrText(String text) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return Days.TABLE.day(LocalDate.parse(text));
            }
            if (text.matches("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*")) {
                return Days.TABLE.moment(
                        OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
            }
        } catch (DateTimeParseException e) {
            // Not a day after all: it stands as it was kept.
        }
        return text;
    }

    private static String span(long millis) {
        Duration ahead = Duration.ofMillis(millis);
        return ahead.toDays() + " days " + ahead.toHoursPart() + " hours " + ahead.toMinutesPart() + " minutes";
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}

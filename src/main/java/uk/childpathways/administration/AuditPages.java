package uk.childpathways.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import uk.childpathways.audit.AuditEntry;
import uk.childpathways.audit.AuditKind;
import uk.childpathways.calendar.Days;
import uk.childpathways.people.Directory;
import uk.childpathways.people.DirectoryMaintenance;
import uk.childpathways.people.Team;
import uk.childpathways.web.ForPeople;
import uk.childpathways.web.SafeCsv;

/** The trail on a page and as a file for a spreadsheet, for whom it concerns. */
@Controller
@ForPeople
class AuditPages {

    static final int SIZE = 50;
    private static final int MOST_IN_FILE = 10_000;

    /** @param changes each as "Team: North team → South team" */
    record Line(
            String when,
            String trueTime,
            String kind,
            String action,
            String about,
            String aboutName,
            String by,
            String byName,
            List<String> changes,
            String reason) {}

    private final AuditReaders readers;
    private final Directory directory;
    private final DirectoryMaintenance maintenance;

    AuditPages(AuditReaders readers, Directory directory, DirectoryMaintenance maintenance) {
        this.readers = readers;
        this.directory = directory;
        this.maintenance = maintenance;
    }

    @GetMapping("/audit")
    String page(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long olderThan,
            Model model) {
        AuditReaders.Found found = readers.read(AuditQuestion.of(kind, by, about, from, to), olderThan, SIZE, "opened");
        model.addAttribute("lines", lines(found.entries()));
        model.addAttribute("next", found.next());
        model.addAttribute("newest", olderThan == Long.MAX_VALUE);
        model.addAttribute("kinds", readers.kinds());
        model.addAttribute("asked", Map.of("kind", kind, "by", by, "about", about, "from", from, "to", to));
        return "pages/audit";
    }

    @GetMapping("/audit/export.csv")
    ResponseEntity<String> export(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        AuditReaders.Found found = readers.read(
                AuditQuestion.of(kind, by, about, from, to), Long.MAX_VALUE, MOST_IN_FILE, "taken as a file");
        AuditWords words = inWords();
        List<List<?>> rows = new ArrayList<>();
        found.entries()
                .forEach(entry -> rows.add(List.of(
                        entry.at(),
                        entry.recordedAt(),
                        entry.kind(),
                        entry.action(),
                        entry.about(),
                        entry.by(),
                        String.join("; ", words.changes(entry)),
                        entry.reason() == null ? "" : entry.reason())));
        if (found.next() != null) {
            rows.add(List.of("There are older entries: ask for fewer days.", "", "", "", "", "", "", ""));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .body(SafeCsv.write(
                        List.of("at", "true_time", "kind", "action", "about", "by", "changes", "reason"), rows));
    }

    private List<Line> lines(List<AuditEntry> entries) {
        Set<String> ids = new HashSet<>();
        entries.forEach(entry -> {
            ids.add(entry.by());
            if (aboutPeople(entry.kind())) {
                ids.add(entry.about());
            }
        });
        Map<String, String> names = directory.namesOf(ids);
        AuditWords words = inWords();
        return entries.stream()
                .map(entry -> new Line(
                        Days.TABLE.moment(entry.at()),
                        // In a rehearsal the two differ; otherwise by the moments of a transaction.
                        java.time.Duration.between(entry.at(), entry.recordedAt())
                                                .abs()
                                                .toMinutes()
                                        < 2
                                ? null
                                : Days.TABLE.moment(entry.recordedAt()),
                        words(entry.kind()),
                        AuditWords.action(entry),
                        entry.about(),
                        aboutPeople(entry.kind()) ? names.get(entry.about()) : null,
                        entry.by(),
                        names.get(entry.by()),
                        words.changes(entry),
                        entry.reason()))
                .toList();
    }

    private static boolean aboutPeople(AuditKind kind) {
        return switch (kind) {
            case PERSON, ROLE, ABSENCE, SIGN_IN, AUDIT -> true;
            default -> false;
        };
    }

    static String words(AuditKind kind) {
        String words = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Names are looked up once for a whole list. */
    private AuditWords inWords() {
        Map<String, String> people = new HashMap<>();
        Map<String, String> teams = new HashMap<>();
        Map<String, String> services = new HashMap<>();
        maintenance.services().forEach(service -> services.put(service.id(), service.name()));
        return new AuditWords(
                id -> people.computeIfAbsent(id, directory::nameOf),
                id -> teams.computeIfAbsent(
                        id, team -> directory.teamById(team).map(Team::name).orElse(team)),
                id -> services.getOrDefault(id, id));
    }
}

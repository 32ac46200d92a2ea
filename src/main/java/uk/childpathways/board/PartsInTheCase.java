package uk.childpathways.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Child;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.children.RecordParts;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Person;
import uk.childpathways.people.Role;

/** Who beside the child's team may open the record because of a part in the case, in words for the child's page. */
@Component
class PartsInTheCase {

    /** @param since the day on which it began */
    record Line(String who, String why, String since) {}

    /** How long it stands on the page; on the record it stands for good. */
    private static final Duration SHOWN = Duration.ofDays(28);

    private final RecordParts parts;
    private final RecordAccess access;
    private final Directory directory;
    private final Clock clock;

    PartsInTheCase(RecordParts parts, RecordAccess access, Directory directory, Clock pathwaysClock) {
        this.clock = pathwaysClock;
        this.parts = parts;
        this.access = access;
        this.directory = directory;
    }

    /**
     * Who opened the record in an emergency within the last four weeks: for the opener until when it is open, for the
     * child's worker and the managers above who, when and why (SWI-CON-12, SWI-CON-22b).
     */
    List<String> emergencies(Child child, String reader) {
        Instant now = clock.instant();
        boolean all = reader.equals(child.allocatedWorker()) || directory.isManager(reader);
        return access.of(child.ref()).stream()
                .filter(decided -> decided.decision() == RecordAccess.Decision.EMERGENCY)
                .filter(decided -> decided.at().isAfter(now.minus(SHOWN)))
                .filter(decided -> all
                        || decided.person().equals(reader) && decided.untilAt().isAfter(now))
                .map(decided -> (decided.person().equals(reader)
                                ? "You opened this record"
                                : directory.nameOf(decided.person()) + " opened this record")
                        + " in an emergency on " + Days.TABLE.moment(decided.at()) + ", open until "
                        + Days.TABLE.moment(decided.untilAt()) + ": " + decided.reason())
                .toList();
    }

    /** The child's own reviewing officer; all of them as long as none is named. */
    List<Person> reviewingOfficers(Child child) {
        List<Person> named = parts.named(child.ref(), Role.IRO).stream()
                .flatMap(id -> directory.person(id).stream())
                .toList();
        return named.isEmpty() ? directory.inRole(Role.IRO, null) : named;
    }

    /** Those who have a part now; each said once, with what it began with. */
    List<Line> of(String childRef) {
        List<RecordParts.Part> now = parts.of(childRef).stream()
                .filter(part -> part.until() == null || part.until().isAfter(clock.instant()))
                .toList();
        Map<String, String> names =
                directory.namesOf(now.stream().map(RecordParts.Part::person).toList());
        return now.stream()
                .map(part -> new Line(who(part, names), part.why(), Days.TABLE.day(part.from())))
                .distinct()
                .toList();
    }

    private String who(RecordParts.Part part, Map<String, String> names) {
        String role = part.role() == null ? null : Role.of(part.role()).words();
        if (part.person() != null) {
            return names.getOrDefault(part.person(), part.person()) + (role == null ? "" : ", " + role);
        }
        String team = directory
                .teamById(part.team())
                .map(known -> " of " + known.name())
                .orElse("");
        return "Everybody who is " + role + team;
    }
}

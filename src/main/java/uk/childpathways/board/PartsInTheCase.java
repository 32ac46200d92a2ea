package uk.childpathways.board;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.RecordParts;
import uk.childpathways.people.Directory;
import uk.childpathways.people.Role;

/** Who beside the child's team may open the record because of a part in the case, in words for the child's page. */
@Component
class PartsInTheCase {

    /** @param since the day on which it began */
    record Line(String who, String why, String since) {}

    private final RecordParts parts;
    private final Directory directory;
    private final Clock clock;

    PartsInTheCase(RecordParts parts, Directory directory, Clock pathwaysClock) {
        this.clock = pathwaysClock;
        this.parts = parts;
        this.directory = directory;
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

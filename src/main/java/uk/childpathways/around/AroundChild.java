package uk.childpathways.around;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.TypedDay;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;

/**
 * Reads from a child's record who is around the child (SWI-FIL-02, NEW-INT-02): of each person, address and warning the
 * latest entry holds, and those before it are its history. Whether the record is open to the reader is asked before.
 */
@Service
@Transactional(readOnly = true)
public class AroundChild {

    /** The kind of entry in which each change stands. */
    public static final String KIND = "around-child";

    static final String ID = "aroundId";
    static final String WHAT = "what";
    static final String PERSON = "person";
    static final String WARNING = "warning";
    static final String ADDRESS = "address";
    /** The child's own name and day of birth, of which the directory of children has what holds. */
    static final String DETAILS = "details";

    /** Where forms asked before this page was: what stood there holds until somebody says it is over. */
    private static final String ASKED_IN_FORMS = "knownRisksToWorkers";

    private final Chronology chronology;

    AroundChild(Chronology chronology) {
        this.chronology = chronology;
    }

    public Around of(String childRef) {
        return of(List.of(childRef)).get(childRef);
    }

    /** The same for many children, read at once. */
    public Map<String, Around> of(Collection<String> childRefs) {
        Map<String, List<ChronologyEntry>> entries =
                chronology.aroundChildren(childRefs).stream().collect(Collectors.groupingBy(ChronologyEntry::childRef));
        Map<String, Around> found = new LinkedHashMap<>();
        childRefs.forEach(ref -> found.put(ref, around(entries.getOrDefault(ref, List.of()))));
        return found;
    }

    /** @param entries oldest first */
    private static Around around(List<ChronologyEntry> entries) {
        Map<String, ChronologyEntry> latest = new LinkedHashMap<>();
        for (ChronologyEntry entry : entries) {
            latest.put(
                    KIND.equals(entry.kind())
                            ? String.valueOf(entry.answers().get(ID))
                            : entry.id().toString(),
                    entry);
        }
        List<PersonAround> people = new ArrayList<>();
        List<VisitWarning> warnings = new ArrayList<>();
        List<ChildAddress> addresses = new ArrayList<>();
        latest.values().forEach(entry -> {
            if (!KIND.equals(entry.kind())) {
                warnings.add(asked(entry));
            } else {
                switch (String.valueOf(entry.answers().get(WHAT))) {
                    case PERSON -> people.add(person(entry));
                    case WARNING -> warnings.add(warning(entry));
                    case ADDRESS -> addresses.add(address(entry));
                    default -> {}
                }
            }
        });
        people.sort(Comparator.comparing(PersonAround::relation));
        addresses.sort(Comparator.comparing((ChildAddress address) -> address.until() == null ? 0 : 1)
                .thenComparing(
                        address -> address.from() == null
                                ? LocalDate.MIN
                                : address.from().first(),
                        Comparator.reverseOrder()));
        return new Around(
                people.stream().filter(person -> person.until() == null).toList(),
                people.stream().filter(person -> person.until() != null).toList(),
                addresses,
                warnings.stream().filter(warning -> warning.over() == null).toList(),
                warnings.stream().filter(warning -> warning.over() != null).toList());
    }

    private static PersonAround person(ChronologyEntry entry) {
        return new PersonAround(
                id(entry),
                text(entry, "name"),
                Relation.of(text(entry, "relation")).orElse(Relation.RELATIVE),
                text(entry, "part"),
                day(entry, "born"),
                day(entry, "died"),
                text(entry, "responsibility"),
                "yes".equals(text(entry, "household")),
                text(entry, "address"),
                text(entry, "phone"),
                text(entry, "email"),
                text(entry, "reach"),
                text(entry, "language"),
                text(entry, "interpreter"),
                text(entry, "notTold"),
                text(entry, "note"),
                day(entry, "until"),
                text(entry, "untilWhy"),
                entry.id(),
                entry.by(),
                entry.at());
    }

    private static VisitWarning warning(ChronologyEntry entry) {
        return new VisitWarning(
                id(entry),
                WarningKind.of(text(entry, "kind")).map(WarningKind::words).orElse(null),
                text(entry, "says"),
                text(entry, "saidBy"),
                day(entry, "lookAgain"),
                day(entry, "over"),
                text(entry, "overWhy"),
                entry.id(),
                entry.by(),
                entry.at());
    }

    private static VisitWarning asked(ChronologyEntry entry) {
        return new VisitWarning(
                entry.id(),
                null,
                text(entry, ASKED_IN_FORMS),
                null,
                null,
                null,
                null,
                entry.id(),
                entry.by(),
                entry.at());
    }

    private static ChildAddress address(ChronologyEntry entry) {
        return new ChildAddress(
                id(entry),
                text(entry, "address"),
                text(entry, "with"),
                day(entry, "from"),
                day(entry, "until"),
                text(entry, "notTo"),
                entry.id(),
                entry.by(),
                entry.at());
    }

    private static UUID id(ChronologyEntry entry) {
        return UUID.fromString(String.valueOf(entry.answers().get(ID)));
    }

    private static String text(ChronologyEntry entry, String key) {
        return Optional.ofNullable(entry.answers().get(key))
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .orElse(null);
    }

    private static TypedDay day(ChronologyEntry entry, String key) {
        String written = text(entry, key);
        return written == null ? null : TypedDay.of(written);
    }
}

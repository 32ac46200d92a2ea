package uk.childpathways.chronology;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.MultiValueMap;
import uk.childpathways.calendar.England;
import uk.childpathways.children.Child;
import uk.childpathways.children.ChildAccess;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ClosedRecordException;
import uk.childpathways.children.NewEntry;
import uk.childpathways.children.RecordChain;
import uk.childpathways.people.Directory;

/**
 * Puts what happened between two forms on the record of each child whom it concerns (SWI-FIL-03): a call, a contact, a
 * visit outside the plan, a note, an event of earlier times. Each child's record gets an entry of its own in its chain,
 * with nothing of any other child; whether the person may write there is asked for each.
 */
@Service
public class RecordWhatHappened {

    private static final List<String> CLAUSES = List.of("SWI-FIL-03", "SWI-FIL-08a");
    private static final List<String> OF_A_VISIT = List.of("SWI-FIL-03", "SWI-FIL-07b", "SWI-FIL-08a");

    /** What was typed cannot be recorded yet. */
    static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Map<String, String> problems;

        NotYet(Map<String, String> problems) {
            super(String.join(" ", problems.values()));
            this.problems = Collections.unmodifiableMap(problems);
        }

        Map<String, String> problems() {
            return problems;
        }
    }

    private final Chronology chronology;
    private final RecordChain chain;
    private final Children children;
    private final ChildAccess access;
    private final SignificantEvents significant;
    private final UnplannedVisits visits;
    private final Directory directory;
    private final Clock clock;

    RecordWhatHappened(
            Chronology chronology,
            RecordChain chain,
            Children children,
            ChildAccess access,
            SignificantEvents significant,
            UnplannedVisits visits,
            Directory directory,
            Clock pathwaysClock) {
        this.chronology = chronology;
        this.chain = chain;
        this.children = children;
        this.access = access;
        this.significant = significant;
        this.visits = visits;
        this.directory = directory;
        this.clock = pathwaysClock;
    }

    /**
     * Records it, for the child whose page it is and those ticked beside.
     *
     * @return sentences for whoever recorded it, such as that a visit which is due stays open
     * @throws NotYet with a sentence at each field that cannot be accepted; nothing was recorded
     * @throws ClosedRecordException when the record of one of the children is not open to the person; nothing was recorded
     */
    @Transactional
    public List<String> record(String ref, MultiValueMap<String, String> typed) {
        String by = directory.currentUser();
        List<Child> all = TypedWhatHappened.children(ref, typed).stream()
                .map(each -> mine(each, ref, by))
                .toList();
        Instant now = clock.instant();
        Map<String, LocalDate> born =
                all.stream().filter(child -> !child.unborn()).collect(Collectors.toMap(Child::ref, Child::dateOfBirth));
        Map<String, String> named = new LinkedHashMap<>();
        all.forEach(child -> named.put(child.ref(), child.name()));
        TypedWhatHappened.Read read = TypedWhatHappened.read(typed, named, born, England.at(now));
        if (read.happened() == null) {
            throw new NotYet(read.problems());
        }
        WhatHappened happened = read.happened();
        if (happened.event() != null) {
            Map<String, String> problems = significant.problems(happened, by);
            if (!problems.isEmpty()) {
                throw new NotYet(problems);
            }
        }
        return write(happened, by, now);
    }

    private List<String> write(WhatHappened happened, String by, Instant now) {
        chain.hold(happened.children().stream().map(WhatHappened.OfChild::ref).toList());
        UUID recording = UUID.randomUUID();
        List<String> said = new ArrayList<>();
        happened.children().stream()
                .sorted(Comparator.comparing(WhatHappened.OfChild::ref))
                .forEach(child -> {
                    UnplannedVisits.Counted counted = visits.lookUp(happened, child, by);
                    Map<String, Object> answers = new LinkedHashMap<>(happened.answers(child, recording));
                    if (counted.taskId() != null) {
                        answers.put("countedAs", counted.taskId());
                    }
                    if (happened.event() != null) {
                        significant
                                .tell(happened, child, recording, by)
                                .ifPresentOrElse(
                                        instance -> answers.put("reportedIn", instance),
                                        () -> said.add(SignificantEvents.nobodyDealsWithIt(child, happened.event())));
                    }
                    UUID entry = chronology
                            .record(new NewEntry(
                                    child.ref(),
                                    null,
                                    WhatHappened.KIND,
                                    null,
                                    happened.kind().words(),
                                    null,
                                    answers,
                                    null,
                                    null,
                                    by,
                                    now,
                                    happened.isVisit() ? OF_A_VISIT : CLAUSES,
                                    null))
                            .id();
                    visits.count(happened, child, counted, entry, by);
                    said.add(counted.said());
                });
        return said.stream().filter(Objects::nonNull).toList();
    }

    /** Brothers and sisters only: what is ticked by hand in the address is no way to another family's record. */
    private Child mine(String ref, String page, String by) {
        if (!access.mayRead(by, ref)
                || !ref.equals(page)
                        && children.siblingsOf(page).stream()
                                .noneMatch(child -> child.ref().equals(ref))) {
            throw new ClosedRecordException(ref);
        }
        return children.get(ref);
    }
}

package uk.childpathways.chronology;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.calendar.Days;
import uk.childpathways.calendar.England;
import uk.childpathways.calendar.TypedDay;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Correction;
import uk.childpathways.children.Corrections;
import uk.childpathways.children.EntriesForReaders;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.submissions.Questions;

/**
 * The chronology as the child will read it: every entry of the log by the day on which it happened and not by the day on
 * which somebody wrote it down, with its weight for the child (SWI-FIL-03). Whether the record is open to the reader is
 * asked by the page.
 */
@Service
@Transactional(readOnly = true)
public class ChildsChronology {

    /** Under which forms keep what the child said. */
    private static final List<String> VOICES =
            List.of("childVoice", "childView", "childViews", "childWishes", "theirViews", "preparedVoice");

    private final Chronology chronology;
    private final EntriesForReaders readers;
    private final Questions questions;
    private final Corrections corrections;
    private final CorrectionsInWords words;

    ChildsChronology(
            Chronology chronology,
            EntriesForReaders readers,
            Questions questions,
            Corrections corrections,
            CorrectionsInWords words) {
        this.chronology = chronology;
        this.readers = readers;
        this.questions = questions;
        this.corrections = corrections;
        this.words = words;
    }

    /** The newest day first. */
    public List<ChronologyLine> of(String childRef) {
        List<ChronologyEntry> entries =
                corrections.inForce(chronology.of(childRef, Pageable.unpaged()).getContent());
        Map<UUID, List<Correction>> corrected = corrections.of(childRef);
        Set<String> toldAlready = toldAlready(entries);
        Map<String, Optional<FormDefinition>> forms = new HashMap<>();
        return entries.stream()
                .filter(entry -> !isToldAlready(entry, toldAlready))
                .map(entry -> marked(line(readers.shown(entry), forms), corrected.getOrDefault(entry.id(), List.of())))
                .sorted(Comparator.comparing((ChronologyLine line) -> line.on().first())
                        .thenComparing(line -> Optional.ofNullable(line.time()).orElse(""))
                        .thenComparing(ChronologyLine::recordedAt)
                        .reversed())
                .toList();
    }

    /**
     * When the child was last seen by somebody who works with them, in a visit of whichever kind.
     *
     * @param aloneOn the last day on which that was alone; null where it never was
     */
    public record Seen(LocalDate on, LocalDate aloneOn) {}

    /** Empty where nobody has seen the child. */
    public Optional<Seen> lastSeen(String childRef) {
        Map<UUID, List<Correction>> corrected = corrections.of(childRef);
        Map<String, Optional<FormDefinition>> forms = new HashMap<>();
        List<ChronologyEntry> visits = chronology.answered(childRef, "childSeen", "seen", VISITS_LOOKED_AT).stream()
                .filter(entry -> corrected.getOrDefault(entry.id(), List.of()).stream()
                        .noneMatch(each -> each.kind() == Correction.Kind.MOVED_AWAY))
                .toList();
        return latest(visits, forms)
                .map(on -> new Seen(
                        on,
                        latest(
                                        visits.stream()
                                                .filter(entry -> "yes"
                                                        .equals(entry.answers().get("seenAlone")))
                                                .toList(),
                                        forms)
                                .orElse(null)));
    }

    private Optional<LocalDate> latest(List<ChronologyEntry> visits, Map<String, Optional<FormDefinition>> forms) {
        return visits.stream().map(entry -> line(entry, forms).on().first()).max(Comparator.naturalOrder());
    }

    private static final int VISITS_LOOKED_AT = 100;

    /** What a note told the journeys stands there once more, as a form: in the chronology it stands once. */
    private static Set<String> toldAlready(Collection<ChronologyEntry> entries) {
        Set<String> told = new HashSet<>();
        entries.stream()
                .filter(entry -> WhatHappened.KIND.equals(entry.kind()))
                .flatMap(entry -> Stream.of(
                        entry.answers().get("countedAs"), entry.answers().get("reportedIn")))
                .filter(String.class::isInstance)
                .forEach(id -> told.add((String) id));
        return told;
    }

    private static boolean isToldAlready(ChronologyEntry entry, Set<String> told) {
        return entry.taskId() != null && told.contains(entry.taskId())
                || ReportedEvents.FORM.equals(entry.formId()) && told.contains(entry.processInstanceId());
    }

    private ChronologyLine marked(ChronologyLine line, List<Correction> of) {
        return of.isEmpty()
                ? line
                : line.marked(
                        of.stream().map(words::mark).toList(),
                        of.stream().anyMatch(each -> each.kind() == Correction.Kind.MOVED_AWAY));
    }

    private ChronologyLine line(ChronologyEntry entry, Map<String, Optional<FormDefinition>> forms) {
        return WhatHappened.KIND.equals(entry.kind())
                ? note(entry)
                : form(
                        entry,
                        entry.formId() == null
                                ? null
                                : forms.computeIfAbsent(entry.formId(), questions::form)
                                        .orElse(null));
    }

    private static ChronologyLine note(ChronologyEntry entry) {
        Map<String, Object> answers = entry.answers();
        ContactKind kind = ContactKind.of(answers.get("contactKind")).orElse(ContactKind.NOTE);
        String with = text(answers.get("withWhom"));
        return new ChronologyLine(
                entry.id(),
                entry.childRef(),
                text(answers.get("recording")),
                TypedDay.of(String.valueOf(answers.get("happenedOn"))),
                text(answers.get("happenedAt")),
                kind.words() + (with == null ? "" : " with " + with) + seen(answers),
                text(answers.get("whatHappened")),
                words(entry),
                kind,
                WeightForChild.of(answers.get("weight")).orElse(WeightForChild.ROUTINE),
                Optional.ofNullable(text(answers.get("recordedFirstBy"))).orElse(entry.by()),
                Optional.ofNullable(text(answers.get("recordedFirstAt")))
                        .map(Instant::parse)
                        .orElse(entry.at()),
                List.of(),
                false);
    }

    private static String seen(Map<String, Object> answers) {
        if ("not-seen".equals(answers.get("childSeen"))) {
            return ", child not seen";
        }
        if (!"seen".equals(answers.get("childSeen"))) {
            return "";
        }
        return "yes".equals(answers.get("seenAlone")) ? ", child seen alone" : ", child seen";
    }

    private static ChronologyLine form(ChronologyEntry entry, FormDefinition form) {
        Optional<FormField> dated = form == null ? Optional.empty() : dated(form, entry);
        Optional<String> weight = dated.flatMap(field -> field.property(WEIGHT));
        return new ChronologyLine(
                entry.id(),
                entry.childRef(),
                null,
                dated.flatMap(field -> day(entry.answers().get(field.key())))
                        .map(day -> new TypedDay(day, TypedDay.Exactness.DAY, null))
                        .orElseGet(() -> new TypedDay(England.dayOf(entry.at()), TypedDay.Exactness.DAY, null)),
                dated.flatMap(field -> time(entry.answers().get(field.key()))).orElse(null),
                dated.flatMap(field -> field.property(SAYS)).orElse(entry.title()),
                null,
                words(entry),
                null,
                weight.flatMap(WeightForChild::of)
                        .orElse(entry.oversightFacts() == null ? WeightForChild.ROUTINE : WeightForChild.DECISION),
                entry.by(),
                entry.at(),
                List.of(),
                false);
    }

    /** On a date field: what its event weighs for the child. */
    static final String WEIGHT = "chronology";

    /** On a date field: what stands in the chronology. */
    static final String SAYS = "chronologySays";

    /** The question that says when it happened: what the form marks for the chronology, or the first past event. */
    private static Optional<FormField> dated(FormDefinition form, ChronologyEntry entry) {
        List<FormField> past = form.topLevelAnswers()
                .filter(field -> "datetime".equals(field.type()))
                .filter(field -> field.words("check").stream().noneMatch("not-in-past"::equals))
                .filter(field -> day(entry.answers().get(field.key()))
                        .filter(day -> !day.isAfter(England.dayOf(entry.at())))
                        .isPresent())
                .toList();
        return past.stream()
                .filter(field -> field.property(WEIGHT).isPresent())
                .findFirst()
                .or(() -> past.stream()
                        .filter(field -> field.property("event").isPresent())
                        .findFirst())
                .or(() -> past.stream()
                        .filter(field -> field.words("check").contains("not-in-future"))
                        .findFirst());
    }

    private static Optional<LocalDate> day(Object answer) {
        if (!(answer instanceof String text) || text.length() < 10) {
            return Optional.empty();
        }
        if (text.length() > 10) {
            return England.moment(text).map(England::dayOf);
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static Optional<String> time(Object answer) {
        return answer instanceof String text && text.length() > 10
                ? England.moment(text).map(Days::time)
                : Optional.empty();
    }

    /** At the top of the form, and in the row about this child where it speaks of several. */
    private static List<String> words(ChronologyEntry entry) {
        List<String> words = new ArrayList<>();
        collect(entry.answers(), entry.childRef(), words);
        return words;
    }

    private static void collect(Map<?, ?> answers, String ref, List<String> words) {
        Object about = answers.get("childRef");
        if (about != null && !about.equals(ref)) {
            return;
        }
        VOICES.forEach(voice -> Optional.ofNullable(text(answers.get(voice))).ifPresent(words::add));
        answers.values().stream()
                .filter(List.class::isInstance)
                .flatMap(rows -> ((List<?>) rows).stream())
                .filter(Map.class::isInstance)
                .forEach(row -> collect((Map<?, ?>) row, ref, words));
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}

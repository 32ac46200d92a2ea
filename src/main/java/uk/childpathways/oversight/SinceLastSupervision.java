package uk.childpathways.oversight;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.JourneyEvent;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.JourneyStep;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * {@code sinceSupervision} in the forms of a supervision session: what managers decided about the child since the last
 * one ({@code oversight}), what of the agreed actions has ended ({@code ended}) or is open ({@code actions}), what the
 * worker prepared for this session ({@code preparation}), and whether the case was audited ({@code audited}).
 */
@Component
@FormFact(
        name = "sinceSupervision",
        says = "What has happened since the last supervision of the child.",
        parts = {"oversight", "ended", "actions", "preparation", "audited"})
class SinceLastSupervision implements PrefillProvider {

    private static final String SESSION = "case-supervised";
    private static final String PREPARED = "prepare-supervision";
    private static final int ENTRIES = 20;

    private final Oversight oversight;
    private final AgreedActions actions;
    private final Chronology chronology;
    private final JourneyEvents events;
    private final Directory directory;

    SinceLastSupervision(
            Oversight oversight,
            AgreedActions actions,
            Chronology chronology,
            JourneyEvents events,
            Directory directory) {
        this.oversight = oversight;
        this.actions = actions;
        this.chronology = chronology;
        this.events = events;
        this.directory = directory;
    }

    @Override
    public Set<String> names() {
        return Set.of("sinceSupervision");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        UUID journey = context.journeyId();
        String child = context.childRef();
        if (journey == null || child == null) {
            return;
        }
        Instant since =
                events.latest(journey, SESSION).map(JourneyEvent::recordedAt).orElse(Instant.EPOCH);
        List<OversightEntry> decided = oversight.of(child, Pageable.ofSize(ENTRIES)).getContent().stream()
                .filter(entry -> entry.at().isAfter(since))
                .filter(entry -> !"case-supervision".equals(entry.kind()))
                .toList();
        Map<String, Object> known = new LinkedHashMap<>();
        put(known, "oversight", lines(decided.stream().map(this::words).toList()));
        put(
                known,
                "ended",
                lines(actions.endedFor(child, since).stream().map(this::words).toList()));
        put(
                known,
                "actions",
                lines(actions.openFor(child).stream()
                        .map(action -> plain(OpenActionsPrefill.words(action, directory)))
                        .toList()));
        Optional<ChronologyEntry> prepared = prepared(context);
        prepared.ifPresent(entry -> put(known, "preparation", words(entry)));
        known.put(
                "audited",
                prepared.map(entry -> entry.answers().get("audited"))
                                .filter("yes"::equals)
                                .isPresent()
                        || decided.stream().anyMatch(this::audit));
        values.put("sinceSupervision", known);
    }

    /** Of this session, not of an earlier one. */
    private Optional<ChronologyEntry> prepared(PrefillContext context) {
        JourneyStep step = context.question().step();
        return step.processInstanceId() == null
                ? Optional.empty()
                : chronology.latest(step.processInstanceId(), PREPARED);
    }

    private boolean audit(OversightEntry entry) {
        return "audit".equals(entry.kind());
    }

    private String words(OversightEntry entry) {
        String said = entry.decisionInWords() == null
                ? entry.rationale()
                : Stream.of(entry.decisionInWords(), entry.rationale())
                        .filter(Objects::nonNull)
                        .map(text -> text.endsWith(".") ? text : text + ".")
                        .collect(Collectors.joining(" "));
        return Days.SHORT.day(entry.at()) + ", " + plain(directory.nameOf(entry.by())) + ", "
                + plain(entry.kind().replace('-', ' ')) + ": " + plain(said);
    }

    private String words(AgreedAction action) {
        String how = switch (action.status()) {
            case DONE -> "done";
            case NOT_DONE -> "not done";
            case WITHDRAWN -> "no longer needed";
            case OPEN -> "open";
        };
        return plain(action.action()) + ": " + how
                + (action.result() == null || action.result().isBlank() ? "" : ". " + plain(action.result()));
    }

    private String words(ChronologyEntry entry) {
        return lines(List.of("progress", "preparedVoice", "stuck", "auditFindings", "ownSafety").stream()
                .map(entry.answers()::get)
                .filter(Objects::nonNull)
                .map(answer -> plain(answer.toString()))
                .toList());
    }

    private static void put(Map<String, Object> known, String name, String words) {
        if (words != null) {
            known.put(name, words);
        }
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? null : lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    }

    /** One line; nothing that a person typed becomes layout or a link. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|~])", "\\\\$1");
    }
}

package uk.childpathways.oversight;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.web.BadInputProblem;

/** Turns what was decided on a form, and marked there with {@code oversight}, into an oversight entry. */
@Component
public class OversightRecorder {

    private final Oversight oversight;

    OversightRecorder(Oversight oversight) {
        this.oversight = oversight;
    }

    /**
     * Records the decision that this chronology entry holds; a second call from the same step finds the first one's
     * entry.
     *
     * @param given an entry with oversight facts
     * @param kind {@code sign-off}, {@code decision}, {@code breach-answer} …
     * @param about what was decided upon, in words; null takes the entry's title
     * @param breachId the breach that is answered, or null
     * @param elementId the element of the model that records
     */
    @Transactional
    public OversightEntry record(ChronologyEntry given, String kind, String about, UUID breachId, String elementId) {
        return record(given, kind, about, breachId, elementId, actionsOn(given));
    }

    /** As above, with these agreed actions in place of those on the form. */
    @Transactional
    public OversightEntry record(
            ChronologyEntry given,
            String kind,
            String about,
            UUID breachId,
            String elementId,
            List<NewAction> actions) {
        Map<String, Object> facts = given.oversightFacts() == null ? Map.of() : given.oversightFacts();
        return oversight.record(new NewOversight(
                given.childRef(),
                given.journeyId(),
                kind,
                text(facts.get("decision")),
                text(facts.get("rationale")),
                actions,
                given.by(),
                null,
                given.at(),
                about == null ? given.title() : about,
                breachId,
                date(facts.get("until"), "The date until which it holds"),
                text(facts.get("effect")),
                new NewOversight.Source(given.processInstanceId(), elementId, given.id())));
    }

    /** The agreed actions which the form marked for the oversight record. */
    public static List<NewAction> actionsOn(ChronologyEntry given) {
        return given.oversightFacts() == null
                ? List.of()
                : actions(given.oversightFacts().get("actions"));
    }

    /** Rows of {@code action}, {@code owner}, {@code by}; empty rows are left out. */
    public static List<NewAction> actions(Object rows) {
        List<NewAction> actions = new ArrayList<>();
        if (rows instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> fields
                        && fields.values().stream().anyMatch(value -> text(value) != null)) {
                    actions.add(new NewAction(
                            text(fields.get("action")),
                            text(fields.get("owner")),
                            date(fields.get("by"), "The date of an agreed action"),
                            id(fields.get("sameAs"))));
                }
            }
        }
        return actions;
    }

    private static UUID id(Object value) {
        try {
            return text(value) == null ? null : UUID.fromString(text(value));
        } catch (IllegalArgumentException e) {
            throw new BadInputProblem("An agreed action names another that it is the same as, which is not known.");
        }
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    private static LocalDate date(Object value, String what) {
        String text = text(value);
        try {
            return text == null ? null : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw new BadInputProblem(what + " is not a date: " + text + ".");
        }
    }
}

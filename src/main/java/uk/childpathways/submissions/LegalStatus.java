package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyNames;
import uk.childpathways.children.Journeys;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * The legal status of a child: set when the child comes into care, changed only by a change that a review considered
 * (RUT-CIC-21), and read everywhere else. {@code legalStatusOnRecord}: in words, for forms.
 */
@Component
@FormFact(
        name = "legalStatusOnRecord",
        says = "The child's legal status as it is on record, in words. Only the entry to care and a change that was"
                + " made as agreed set it.")
public class LegalStatus implements PrefillProvider {

    /** The forms that set it; moves asked for it in an earlier version, and what they recorded still holds. */
    private static final List<String> SET_BY =
            List.of("open-child-in-care", "record-entry-to-care", "record-change-as-made", "record-placement-move");

    private static final String KEY = "legalStatus";
    private static final String IN_CARE = "child-in-care";
    private static final Set<String> PLANS = Set.of("child-protection-plan", "child-in-need");

    private final Chronology chronology;
    private final Journeys journeys;
    private final JourneyNames names;
    private final Questions questions;
    private final AnswerFormatter formatter;

    LegalStatus(
            Chronology chronology,
            Journeys journeys,
            JourneyNames names,
            Questions questions,
            AnswerFormatter formatter) {
        this.chronology = chronology;
        this.journeys = journeys;
        this.names = names;
        this.questions = questions;
        this.formatter = formatter;
    }

    @Override
    public Set<String> names() {
        return Set.of("legalStatusOnRecord");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        if (context.childRef() != null) {
            values.put("legalStatusOnRecord", inWords(context.childRef()));
        }
    }

    /** What was recorded last in this journey in care; empty where it is none. */
    Optional<String> in(UUID journeyId) {
        return SET_BY.stream()
                .map(form -> chronology.latest(journeyId, form))
                .flatMap(Optional::stream)
                .filter(entry -> entry.answers().get(KEY) != null)
                .max(Comparator.comparing(ChronologyEntry::at))
                .map(entry -> entry.answers().get(KEY).toString());
    }

    /** The status in care, and under which plans of ours the child is. */
    public String inWords(String childRef) {
        List<String> words = new ArrayList<>();
        List<Journey> running = journeys.running(childRef);
        running.stream()
                .filter(journey -> journey.key().equals(IN_CARE))
                .map(journey -> in(journey.id()).map(this::label).orElse("In care, legal status not on record yet"))
                .forEach(words::add);
        running.stream()
                .filter(journey -> PLANS.contains(journey.key()))
                .map(journey -> names.of(journey.key()))
                .forEach(words::add);
        return words.isEmpty() ? "Not in care, no plan" : String.join("; ", words);
    }

    private String label(String status) {
        return SET_BY.stream()
                .flatMap(form -> questions.form(form).stream())
                .flatMap(form -> form.field(KEY).stream())
                .filter(field -> field.options().contains(status))
                .findFirst()
                .flatMap(field -> formatter.of(field, status))
                .orElse(status);
    }
}

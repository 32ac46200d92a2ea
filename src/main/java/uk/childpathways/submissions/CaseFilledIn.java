package uk.childpathways.submissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;

/** Fills in whose case it is where a form of the start list is opened from a child's page or from a task. */
@Component
class CaseFilledIn {

    /** The answers that were filled in so; a page tells by it a draft about another child from one about this. */
    static final String NAMES = "filledIn";

    private static final String KIND = "journey-of:";

    private final Journeys journeys;

    CaseFilledIn(Journeys journeys) {
        this.journeys = journeys;
    }

    void into(FormDefinition form, StartedFrom.Case its, Map<String, Object> values) {
        List<String> filled = new ArrayList<>();
        form.topLevelAnswers()
                .filter(FormField::isOneOf)
                .forEach(field -> chosen(field, its)
                        .filter(choice -> offered(values.get(field.optionsFrom()), choice))
                        .ifPresent(choice -> {
                            values.put(field.key(), choice);
                            filled.add(field.key());
                        }));
        if (filled.isEmpty()) {
            form.lists()
                    .forEach(list -> list.children().stream()
                            .filter(FormField::isOneOf)
                            .filter(field -> chosen(field, its)
                                    .filter(choice -> offered(values.get(field.optionsFrom()), choice))
                                    .isPresent())
                            .findFirst()
                            .ifPresent(field -> {
                                values.put(
                                        list.path(),
                                        List.of(Map.of(
                                                field.key(), chosen(field, its).orElseThrow())));
                                filled.add(list.path());
                            }));
        }
        values.put(NAMES, filled);
    }

    private Optional<String> chosen(FormField field, StartedFrom.Case its) {
        return switch (String.valueOf(field.optionsFrom())) {
            case "childOptions" -> Optional.of(its.childRef());
            case "journeysOptions" -> journey(field, its).map(UUID::toString);
            case "deadlinesOptions" -> Optional.ofNullable(its.deadlineId()).map(UUID::toString);
            default -> Optional.empty();
        };
    }

    /** That of the task, or the only one of the child that the question can mean. */
    private Optional<UUID> journey(FormField field, StartedFrom.Case its) {
        List<String> kinds = field.words("check").stream()
                .filter(check -> check.startsWith(KIND))
                .map(check -> check.substring(KIND.length()))
                .toList();
        List<UUID> meant = journeys.running(its.childRef()).stream()
                .filter(journey -> !Journey.CASE_SUPERVISION.equals(journey.key()))
                .filter(journey -> kinds.isEmpty() || kinds.contains(journey.key()))
                .map(Journey::id)
                .toList();
        if (its.journeyId() != null && meant.contains(its.journeyId())) {
            return Optional.of(its.journeyId());
        }
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    private static boolean offered(Object options, String choice) {
        return options instanceof List<?> list
                && list.stream()
                        .anyMatch(each -> each instanceof Map<?, ?> option && choice.equals(option.get("value")));
    }
}

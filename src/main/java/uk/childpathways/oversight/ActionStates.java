package uk.childpathways.oversight;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.submissions.AnswersRecorded;

/**
 * A form asks for the state of what was agreed earlier (a list with the property {@code records}: {@code action-states}; rows
 * {@code openAction}, {@code state}, {@code doneOn}, {@code stateWhy}). What is done or dropped ends there with what the row
 * says, and its follow-up with it; what goes on is shown again next time (NEW-IND-1b, SWI-SV2-08c).
 */
@Component
class ActionStates {

    private final AgreedActions actions;

    ActionStates(AgreedActions actions) {
        this.actions = actions;
    }

    @EventListener
    @Transactional
    public void on(AnswersRecorded recorded) {
        FormDefinition form = recorded.question().form();
        if (form == null) {
            return;
        }
        form.lists()
                .filter(list -> list.words("records").contains("action-states"))
                .map(list -> recorded.entry().answers().get(list.path()))
                .filter(List.class::isInstance)
                .flatMap(rows -> ((List<?>) rows).stream())
                .filter(Map.class::isInstance)
                .forEach(row -> end((Map<?, ?>) row, recorded.entry()));
    }

    private void end(Map<?, ?> row, ChronologyEntry entry) {
        AgreedAction action = action(row, actions)
                .filter(found -> found.status() == AgreedAction.Status.OPEN)
                .orElse(null);
        if (action == null) {
            return;
        }
        String why = text(row.get("stateWhy"));
        switch (String.valueOf(row.get("state"))) {
            case "done" -> {
                String day = text(row.get("doneOn"));
                actions.foundDone(action, day == null ? null : LocalDate.parse(day.substring(0, 10)), entry.by(), why);
            }
            case "no-longer-needed" -> actions.letGo(action, AgreedAction.Status.WITHDRAWN, entry.by(), why);
            case "not-done" -> actions.letGo(action, AgreedAction.Status.NOT_DONE, entry.by(), why);
            default -> {
                // It goes on.
            }
        }
    }

    static Optional<AgreedAction> action(Map<?, ?> row, AgreedActions actions) {
        try {
            return actions.find(UUID.fromString(String.valueOf(row.get("openAction"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}

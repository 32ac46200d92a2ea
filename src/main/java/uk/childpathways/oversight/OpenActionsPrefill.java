package uk.childpathways.oversight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/**
 * What was agreed for the child and is still to be done, as rows that a form fills in beforehand ({@code openActions}:
 * {@code openAction}, its id, and {@code agreed}, what was agreed) and as the options by which a row names its action
 * ({@code openActionsOptions}).
 */
@Component
@FormFact(
        name = "openActions",
        says = "What was agreed for the child and is still to be done, as rows: openAction, agreed.")
@FormFact(
        name = "agreedActionsOptions",
        says = "Options: what was agreed for the child and is still to be done, in its words.")
@FormFact(name = "openActionsOptions", says = "Options: by which a row names its action.")
class OpenActionsPrefill implements PrefillProvider {

    private final AgreedActions actions;
    private final Oversight oversight;
    private final Directory directory;

    OpenActionsPrefill(AgreedActions actions, Oversight oversight, Directory directory) {
        this.actions = actions;
        this.oversight = oversight;
        this.directory = directory;
    }

    @Override
    public Set<String> names() {
        return Set.of("openActions", "openActionsOptions", "agreedActionsOptions");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        List<AgreedAction> open = context.childRef() == null ? List.of() : actions.openFor(context.childRef());
        values.put(
                "openActions",
                open.stream()
                        .map(action -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("openAction", action.id().toString());
                            row.put("agreed", words(action, directory));
                            return row;
                        })
                        .toList());
        values.put(
                "agreedActionsOptions",
                open.stream()
                        .map(action -> Map.of("value", action.id().toString(), "label", words(action, directory)))
                        .toList());
        values.put(
                "openActionsOptions",
                open.stream()
                        .map(action -> Map.of("value", action.id().toString(), "label", label(action)))
                        .toList());
    }

    /** "Ring the school: Tom Miller, by 20 April 2026". */
    static String words(AgreedAction action, Directory directory) {
        return action.action() + ": " + directory.nameOf(action.owner()) + ", by " + Days.SHORT.day(action.dueOn());
    }

    private String label(AgreedAction action) {
        return oversight
                        .find(action.oversightEntryId())
                        .map(entry -> Days.SHORT.day(entry.at()))
                        .orElse("Agreed")
                + ", no. " + action.number();
    }
}

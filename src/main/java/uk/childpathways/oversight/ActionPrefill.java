package uk.childpathways.oversight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import uk.childpathways.calendar.Days;
import uk.childpathways.people.Directory;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.PrefillProvider;
import uk.childpathways.vocabulary.contract.FormFact;

/** {@code action} in the form of a follow-up: what is to be done, by when, by whom, and who decided so. */
@Component
@FormFact(
        name = "action",
        says = "The agreed action that is followed up.",
        parts = {"action", "by", "owner", "decidedBy"})
class ActionPrefill implements PrefillProvider {

    private final AgreedActions actions;
    private final Oversight oversight;
    private final Directory directory;

    ActionPrefill(AgreedActions actions, Oversight oversight, Directory directory) {
        this.actions = actions;
        this.oversight = oversight;
        this.directory = directory;
    }

    @Override
    public Set<String> names() {
        return Set.of("action");
    }

    @Override
    public void contribute(PrefillContext context, Map<String, Object> values) {
        Object id = context.variable("actionId");
        if (id == null) {
            return;
        }
        actions.find(UUID.fromString(id.toString())).ifPresent(action -> {
            Map<String, Object> known = new LinkedHashMap<>();
            known.put("action", action.action());
            known.put("by", Days.LONG.day(action.dueOn()));
            known.put("owner", directory.nameOf(action.owner()));
            oversight
                    .find(action.oversightEntryId())
                    .ifPresent(entry -> known.put("decidedBy", directory.nameOf(entry.by())));
            values.put("action", known);
        });
    }
}

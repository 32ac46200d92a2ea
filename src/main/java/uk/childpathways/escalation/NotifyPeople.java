package uk.childpathways.escalation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.engine.InJourney;
import uk.childpathways.engine.ModelProperties;
import uk.childpathways.engine.SpokenByModels;

/**
 * Tells people what the model says. Extension properties: {@code notice}, one or more sentences in which {@code
 * {child}} stands for the child's reference; {@code tell}, roles separated by commas, or {@code worker} for the child's
 * allocated worker.
 */
@SpokenByModels("notifyPeople")
class NotifyPeople implements JavaDelegate {

    private final Notifications notifications;
    private final Ladder ladder;

    NotifyPeople(Notifications notifications, Ladder ladder) {
        this.notifications = notifications;
        this.ladder = ladder;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ModelProperties.of(execution);
        String notice = properties.get("notice");
        String tell = properties.get("tell");
        if (notice == null || tell == null) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the properties 'notice' (what is said) and 'tell' (the roles that are told).");
        }
        String childRef = InJourney.childRef(execution);
        Wording.Words words = Wording.ofModel(childRef, notice);
        List<String> roles = Arrays.stream(tell.split("[\\s,]+"))
                .filter(role -> !role.isEmpty())
                .toList();
        notifications.tell(Notice.now(
                // One arrival at this step is one event: its execution changes with every pass through a loop.
                "model:" + execution.getProcessInstanceId() + ":" + execution.getActivityInstanceId(),
                childRef,
                InJourney.journeyId(execution),
                "notice",
                words.subject(),
                words.text(),
                ladder.recipients(roles, childRef)));
    }
}

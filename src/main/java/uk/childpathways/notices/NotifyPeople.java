package uk.childpathways.notices;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import uk.childpathways.vocabulary.ExtensionProperties;
import uk.childpathways.vocabulary.JourneyVariables;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Sends people the notice that the model names. Extension properties: {@code notice}, one or more sentences in which {@code
 * {child}} stands for the child's reference; {@code tell}, roles separated by commas, or {@code worker} for the child's
 * allocated worker.
 */
@ModelVocabulary(
        value = "notifyPeople",
        says = "Tells people something by mail and in their notices",
        purpose = Purpose.NOTIFY)
@ModelProperty(
        name = "notice",
        says = "The name of a notice, or sentences of your own; `{child}` stands for the child's reference.",
        value = ValueKind.NOTICE,
        required = true)
@ModelProperty(name = "tell", says = "Who is told.", value = ValueKind.RECIPIENTS, required = true)
class NotifyPeople implements JavaDelegate {

    private final Notifications notifications;
    private final Recipients recipients;

    NotifyPeople(Notifications notifications, Recipients recipients) {
        this.notifications = notifications;
        this.recipients = recipients;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Map<String, String> properties = ExtensionProperties.of(execution);
        String notice = properties.get("notice");
        String tell = properties.get("tell");
        if (notice == null || tell == null) {
            throw new IllegalStateException("The element '" + execution.getCurrentActivityId()
                    + "' needs the properties 'notice' (the words) and 'tell' (the roles to notify).");
        }
        String childRef = JourneyVariables.childRef(execution);
        NoticeText words = ModelNotices.ofModel(childRef, notice);
        List<String> roles = Arrays.stream(tell.split("[\\s,]+"))
                .filter(role -> !role.isEmpty())
                .toList();
        notifications.tell(Notice.now(
                // One arrival at this step is one event: its execution changes with every pass through a loop.
                "model:" + execution.getProcessInstanceId() + ":" + execution.getActivityInstanceId(),
                childRef,
                JourneyVariables.journeyId(execution),
                "notice",
                words.subject(),
                words.text(),
                recipients.recipients(roles, childRef)));
    }
}

package uk.childpathways.modelling.changes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import uk.childpathways.modelling.Model;

/** What a flow asks of people otherwise than its version before. */
public final class FlowChanges {

    private static final String SIGN_OFF = "sign-off";

    /** Properties of which people have a word of their own. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "standard", "keeps the standard",
            "noStandard", "has no time limit, because",
            "clauses", "fulfils the clauses",
            "notice", "tells people",
            "journey", "opens the journey",
            "startSays", "is introduced in the start list as",
            "startGroup", "stands in the start list under",
            "startWords", "is found in the start list by");

    private final Model before;
    private final Model now;
    private final List<Change> changes = new ArrayList<>();

    private FlowChanges(Model before, Model now) {
        this.before = before;
        this.now = now;
    }

    /** In the order in which the flow is read; none where both say the same, wherever it is drawn. */
    public static List<Change> between(Model before, Model now) {
        return new FlowChanges(before, now).find();
    }

    private List<Change> find() {
        whole(before.process(), now.process());
        Map<String, FlowElement> old = elements(before);
        Map<String, FlowElement> present = elements(now);
        present.forEach((id, element) -> {
            FlowElement was = old.get(id);
            if (was == null) {
                if (!(element instanceof SequenceFlow)) {
                    changes.add(Change.added(id, capital(called(element)) + " is new" + detail(element) + "."));
                }
            } else {
                compare(was, element);
            }
        });
        old.forEach((id, element) -> {
            if (!present.containsKey(id) && !(element instanceof SequenceFlow)) {
                changes.add(Change.removed(id, capital(called(element)) + " is gone" + detail(element) + "."));
            }
        });
        ways(old, present);
        return changes;
    }

    private static Map<String, FlowElement> elements(Model model) {
        Map<String, FlowElement> elements = new LinkedHashMap<>();
        model.elements().stream()
                .filter(FlowElement.class::isInstance)
                .map(FlowElement.class::cast)
                .filter(element -> element.getId() != null)
                .forEach(element -> elements.put(element.getId(), element));
        return elements;
    }

    private void whole(Process was, Process is) {
        differs(was.getName(), is.getName())
                .ifDiffers((a, b) -> add(null, "It is now called " + quoted(b) + ", before " + quoted(a) + "."));
        differs(was.getCamundaCandidateStarterGroups(), is.getCamundaCandidateStarterGroups())
                .ifDiffers((a, b) -> add(null, "It is now begun by " + said(b) + ", before by " + said(a) + "."));
        differs(before.documentation(), now.documentation())
                .ifDiffers((a, b) -> add(null, "The description of the flow is another."));
        properties(null, "It", was, is);
    }

    private void compare(FlowElement was, FlowElement is) {
        String id = is.getId();
        String name = capital(called(is));
        int known = changes.size();
        if (!was.getElementType().getTypeName().equals(is.getElementType().getTypeName())) {
            add(
                    id,
                    name + " is now a " + plain(is.getElementType().getTypeName()) + ", before a "
                            + plain(was.getElementType().getTypeName()) + ".");
            return;
        }
        if (!(is instanceof SequenceFlow)) {
            differs(was.getName(), is.getName())
                    .ifDiffers((a, b) ->
                            add(id, capital(noun(is)) + " " + quoted(a) + " is now called " + quoted(b) + "."));
        }
        if (was instanceof UserTask task && is instanceof UserTask present) {
            task(name, task, present);
        }
        if (was instanceof BoundaryEvent event && is instanceof BoundaryEvent present) {
            clock(name, event, present);
        }
        if (was instanceof CallActivity call && is instanceof CallActivity present) {
            differs(call.getCalledElement(), present.getCalledElement())
                    .ifDiffers((a, b) -> add(id, name + " now runs " + said(b) + ", before " + said(a) + "."));
        }
        properties(id, name, was, is);
        if (changes.size() == known
                && !(is instanceof SequenceFlow)
                && !Markup.of(was).equals(Markup.of(is))) {
            add(id, name + " has other settings" + Markup.where(was, is) + ".");
        }
    }

    private void task(String name, UserTask was, UserTask is) {
        String id = is.getId();
        differs(was.getCamundaFormRef(), is.getCamundaFormRef())
                .ifDiffers((a, b) -> add(id, name + " now asks the form " + said(b) + ", before " + said(a) + "."));
        differs(was.getCamundaCandidateGroups(), is.getCamundaCandidateGroups())
                .ifDiffers((a, b) -> add(id, name + " is now offered to " + who(b) + ", before to " + who(a) + "."));
        differs(was.getCamundaAssignee(), is.getCamundaAssignee())
                .ifDiffers((a, b) -> add(id, name + " now goes to " + who(b) + ", before to " + who(a) + "."));
        differs(was.getCamundaDueDate(), is.getCamundaDueDate())
                .ifDiffers((a, b) -> add(
                        id,
                        name
                                + (b == null
                                        ? " has no due date any more."
                                        : a == null
                                                ? " has a due date now."
                                                : " has" + " another due date: " + b + ", before " + a + ".")));
    }

    private void clock(String name, BoundaryEvent was, BoundaryEvent is) {
        if (was.cancelActivity() != is.cancelActivity()) {
            add(
                    is.getId(),
                    name + (is.cancelActivity() ? " now ends what it hangs on." : " no longer ends what it hangs on."));
        }
        if (was.getAttachedTo() != null
                && is.getAttachedTo() != null
                && !was.getAttachedTo().getId().equals(is.getAttachedTo().getId())) {
            add(
                    is.getId(),
                    name + " now hangs on " + called(is.getAttachedTo()) + ", before on " + called(was.getAttachedTo())
                            + ".");
        }
    }

    /** Where a way leads and when it is taken; new and gone ways too, since they say what follows on what. */
    private void ways(Map<String, FlowElement> old, Map<String, FlowElement> present) {
        present.forEach((id, element) -> {
            if (element instanceof SequenceFlow is) {
                if (!(old.get(id) instanceof SequenceFlow was)) {
                    changes.add(Change.added(id, "New: " + way(is) + condition(is) + "."));
                } else if (!Objects.equals(way(was), way(is)) && moved(was, is)) {
                    add(id, capital(way(is)) + ", before: " + way(was) + ".");
                } else {
                    differs(when(was), when(is))
                            .ifDiffers((a, b) -> add(
                                    id,
                                    capital(way(is)) + (b == null ? " always" : " when " + b) + ", before "
                                            + (a == null ? "always" : "when " + a) + "."));
                }
            }
        });
        old.forEach((id, element) -> {
            if (element instanceof SequenceFlow was && !present.containsKey(id)) {
                changes.add(Change.removed(id, "No longer: " + way(was) + condition(was) + "."));
            }
        });
    }

    private static boolean moved(SequenceFlow was, SequenceFlow is) {
        return !was.getSource().getId().equals(is.getSource().getId())
                || !was.getTarget().getId().equals(is.getTarget().getId());
    }

    private static String way(SequenceFlow flow) {
        return "from " + called(flow.getSource()) + " on to " + called(flow.getTarget());
    }

    private static String when(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                ? null
                : flow.getConditionExpression().getTextContent().strip();
    }

    private static String condition(SequenceFlow flow) {
        return when(flow) == null ? "" : ", when " + when(flow);
    }

    private void properties(String id, String name, BaseElement was, BaseElement is) {
        Map<String, String> old = properties(was);
        Map<String, String> present = properties(is);
        TreeSet<String> all = new TreeSet<>(old.keySet());
        all.addAll(present.keySet());
        for (String property : all) {
            differs(old.get(property), present.get(property)).ifDiffers((a, b) -> {
                String does = PROPERTIES.getOrDefault(property, "says for '" + property + "'");
                add(
                        id,
                        b == null
                                ? name + " no longer " + does + " " + quoted(a) + "."
                                : name + " now " + does + " " + quoted(b)
                                        + (a == null ? "." : ", before " + quoted(a) + "."));
            });
        }
    }

    private static Map<String, String> properties(BaseElement element) {
        Map<String, String> values = new TreeMap<>();
        if (element.getExtensionElements() != null) {
            element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                    .flatMap(all -> all.getCamundaProperties().stream())
                    .filter(one -> one.getCamundaName() != null
                            && one.getCamundaValue() != null
                            && !one.getCamundaValue().isBlank())
                    .forEach(one -> values.put(one.getCamundaName(), one.getCamundaValue()));
        }
        return values;
    }

    private void add(String element, String sentence) {
        changes.add(Change.changed(element, sentence));
    }

    /** What a new or lost element means: whose task it is and by when. */
    private static String detail(FlowElement element) {
        if (!(element instanceof UserTask task)) {
            return "";
        }
        String who = task.getCamundaCandidateGroups() == null ? "" : ", for " + who(task.getCamundaCandidateGroups());
        return who
                + Model.property(task, "standard")
                        .map(standard -> ", with the standard " + quoted(standard))
                        .orElse("");
    }

    static String called(FlowElement element) {
        String name = element.getName();
        return noun(element)
                + (name == null || name.isBlank()
                        ? " " + element.getId()
                        : " " + quoted(name.replaceAll("\\s+", " ").strip()));
    }

    private static String noun(FlowElement element) {
        if (element instanceof CallActivity call) {
            return call.getCalledElement() != null && call.getCalledElement().contains(SIGN_OFF)
                    ? "the sign-off"
                    : "the step";
        }
        if (element instanceof BoundaryEvent event) {
            return Model.timer(event).isPresent() ? "the clock" : "the event";
        }
        if (element instanceof UserTask) return "the task";
        if (element instanceof Gateway) return "the decision";
        if (element instanceof StartEvent) return "the start";
        if (element instanceof EndEvent) return "the end";
        if (element instanceof Event) return "the event";
        if (element instanceof SubProcess) return "the part";
        return "the step";
    }

    /** The roles in an expression of groups; the expression where it names none. */
    private static String who(String groups) {
        if (groups == null) {
            return "nobody";
        }
        List<String> roles = new ArrayList<>();
        java.util.regex.Pattern.compile("'([a-z][a-z-]+)'")
                .matcher(groups)
                .results()
                .forEach(role -> roles.add(role.group(1).replace('-', ' ')));
        return roles.isEmpty() ? groups : String.join(", ", roles);
    }

    private static String plain(String type) {
        return type.replaceAll("([A-Z])", " $1")
                .toLowerCase(java.util.Locale.UK)
                .strip();
    }

    private static String said(String value) {
        return value == null ? "nothing" : quoted(value);
    }

    static String quoted(String value) {
        return "“" + value + "”";
    }

    static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static Differing differs(String was, String is) {
        return new Differing(blankToNull(was), blankToNull(is));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank()
                ? null
                : text.replaceAll("\\s+", " ").strip();
    }

    /** Two values of one thing. */
    record Differing(String was, String is) {
        void ifDiffers(java.util.function.BiConsumer<String, String> say) {
            if (!Objects.equals(was, is)) {
                say.accept(was, is);
            }
        }
    }
}

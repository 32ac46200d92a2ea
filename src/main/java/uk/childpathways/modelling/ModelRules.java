package uk.childpathways.modelling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import uk.childpathways.vocabulary.ClockStandard;

/** The rules that keep every journey readable, traceable and changeable by its owner. */
public final class ModelRules {

    private static final Pattern GENERATED = Pattern.compile("(Activity|Event|Gateway|Flow|Process)_[0-9a-z]{7}");
    private static final Pattern BEAN = Pattern.compile("[$#]\\{([a-zA-Z]+)(?:\\.|}$)");
    private static final Pattern ONE_COMPARISON = Pattern.compile(
            "[$#]\\{\\s*!?\\s*\\w+\\s*(?:(?:==|!=|>=|<=|>|<)\\s*(?:'[^']*'|\\d+|true|false|null))?\\s*}");
    private static final Pattern COMPARED = Pattern.compile("(\\w+)\\s*==\\s*'([^']*)'");
    private static final Pattern ROLES = Pattern.compile("people\\.group\\(execution,\\s*'([^']*)'\\)");
    private static final Pattern LITERAL_TIME = Pattern.compile("P(?=\\d|T)[\\dYMWDTHS.]*");
    private static final Set<String> ESCALATIONS = Set.of("${escalateBreach}", "${climbLadder}");

    private ModelRules() {}

    /** All rules, in the order in which a model is read. */
    public static List<ModelRule> all() {
        return List.of(
                rule(
                        "a file is named after the process in it",
                        eachModel(model -> problem(
                                !model.name().equals(model.process().getId()),
                                model,
                                "holds the process '" + model.process().getId()
                                        + "'. Give the file and the process the same name."))),
                rule(
                        "every process says who owns it, what starts it and what ends it, its version and how long its trace is kept",
                        eachModel(ModelRules::describesItself)),
                rule("every id is chosen, never generated", eachModel(ModelRules::chosenIds)),
                rule("a task's label, its id and its form share one name", eachModel(ModelRules::oneName)),
                rule("every user task has a form that exists", ModelRules::formsExist),
                rule(
                        "every user task is offered to a role",
                        eachModel(model -> each(
                                model.userTasks(),
                                task -> task.getCamundaCandidateGroups() == null,
                                model,
                                "is offered to nobody. Set candidate groups to ${people.group(execution, '…')}."))),
                rule("every role that a task is offered to is known", ModelRules::rolesKnown),
                rule(
                        "every user task has a standard and a due date, or says why it has none",
                        eachModel(ModelRules::standardOrReason)),
                rule(
                        "a date that asks for the standard of its activity finds it there",
                        eachModel(ModelRules::standardNamed)),
                rule(
                        "the standard is said once, on the activity; its dates and its clock read it there",
                        eachModel(ModelRules::saidOnce)),
                rule(
                        "every standard that a model asks for has a timescale",
                        (shipped, words) -> shipped.models().stream()
                                .flatMap(
                                        model -> model.standards()
                                                .filter(standard ->
                                                        !words.standards().contains(standard))
                                                .map(
                                                        standard -> model.file() + ": the standard '" + standard
                                                                + "' has no row in a table of timescales. Add the row or correct the name."))
                                .toList()),
                rule("every decision that a model asks exists and gives one answer", ModelRules::decisionsExist),
                rule(
                        "every standard that a decision table names has a timescale",
                        (shipped, words) -> shipped.tables().stream()
                                .flatMap(
                                        table -> table.standards()
                                                .filter(standard ->
                                                        !words.standards().contains(standard))
                                                .map(
                                                        standard -> table.file() + ": the standard '" + standard
                                                                + "' has no row in a table of timescales. Add the row or correct the name."))
                                .toList()),
                rule("every timescale is used by a model", ModelRules::timescalesUsed),
                rule("every due task has its clock on its edge", eachModel(ModelRules::clockOnTheEdge)),
                rule(
                        "a standard's clock does not interrupt the duty, reads the stored date (or a birthday), is labelled and tells somebody",
                        eachModel(ModelRules::clocks)),
                rule("no length of time stands in a model", eachModel(ModelRules::noLiterals)),
                rule(
                        "no script and no class name stands in a model",
                        eachModel(model -> Stream.concat(
                                        model.bpmn().getModelElementsByType(ScriptTask.class).stream()
                                                .map(task -> where(model, task)
                                                        + " is a script. Models speak only the vocabulary."),
                                        model.bpmn().getModelElementsByType(ServiceTask.class).stream()
                                                .filter(task -> task.getCamundaDelegateExpression() == null)
                                                .map(task -> where(model, task)
                                                        + " has no delegate expression. Use a word of the vocabulary."))
                                .toList())),
                rule("every word that a model speaks is in the vocabulary", ModelRules::wordsKnown),
                rule(
                        "a condition compares one variable with one value",
                        eachModel(model -> model.bpmn().getModelElementsByType(SequenceFlow.class).stream()
                                .filter(flow -> flow.getConditionExpression() != null)
                                .filter(flow -> !ONE_COMPARISON
                                        .matcher(flow.getConditionExpression()
                                                .getTextContent()
                                                .trim())
                                        .matches())
                                .map(flow -> where(model, flow) + " decides by "
                                        + flow.getConditionExpression().getTextContent()
                                        + ". Ask the question on a form and compare its one answer.")
                                .toList())),
                rule(
                        "a decision asks a question, names its answers and has a default",
                        eachModel(ModelRules::decisions)),
                rule("a decision reads answers that a form offers", ModelRules::answersOffered),
                rule("paths that run at the same time meet in a gateway", eachModel(ParallelPaths::meetings)),
                rule(
                        "every event is labelled with words",
                        eachModel(model -> each(
                                model.bpmn().getModelElementsByType(Event.class),
                                event -> blank(event.getName()),
                                model,
                                "has no label. Say in words what happens there."))),
                rule("everything is drawn", eachModel(ModelRules::drawn)),
                rule("a call names a process that exists and passes variables one by one", ModelRules::calls),
                rule("every clause id exists in the catalogue", ModelRules::clausesKnown),
                rule(
                        "a form's file is named after the form in it",
                        eachForm(form -> problem(
                                !form.name().equals(form.id()),
                                form,
                                "holds the form '" + form.id() + "'. Give both the same name."))),
                rule("every form is used by a task or a start", ModelRules::formsUsed),
                rule("every question has a label and a key of its own", eachForm(ModelRules::questions)),
                rule(
                        "no form uses a part that Tasklist cannot complete",
                        eachForm(form -> form.components().stream()
                                .filter(part -> Set.of("filepicker", "documentPreview", "iframe", "button")
                                        .contains(part.path("type").asText()))
                                .map(part ->
                                        form.file() + ": " + part.path("type").asText() + " does not work in Tasklist.")
                                .toList())),
                rule("a form asks only for checks that the server has", ModelRules::checksKnown),
                rule(
                        "an agreed interval names a standard and a unit, and is checked against the limit",
                        ModelRules::agreed),
                rule("a date that starts a clock names an event that a standard knows", ModelRules::eventsKnown));
    }

    private static ModelRule rule(
            String name, java.util.function.BiFunction<Shipped, Vocabulary, List<String>> broken) {
        return new ModelRule(name, broken);
    }

    private static java.util.function.BiFunction<Shipped, Vocabulary, List<String>> eachModel(
            Function<Model, List<String>> check) {
        return (shipped, words) -> shipped.models().stream()
                .flatMap(model -> check.apply(model).stream())
                .toList();
    }

    private static java.util.function.BiFunction<Shipped, Vocabulary, List<String>> eachForm(
            Function<Form, List<String>> check) {
        return (shipped, words) -> shipped.forms().stream()
                .flatMap(form -> check.apply(form).stream())
                .toList();
    }

    private static List<String> problem(boolean broken, Model model, String words) {
        return broken ? List.of(model.file() + " " + words) : List.of();
    }

    private static List<String> problem(boolean broken, Form form, String words) {
        return broken ? List.of(form.file() + " " + words) : List.of();
    }

    private static <T extends BaseElement> List<String> each(
            Collection<T> elements, java.util.function.Predicate<T> broken, Model model, String words) {
        return elements.stream()
                .filter(broken)
                .map(element -> where(model, element) + " " + words)
                .toList();
    }

    private static String where(Model model, BaseElement element) {
        String label = element instanceof FlowElement named && !blank(named.getName())
                ? "'" + oneLine(named.getName()) + "' "
                : "";
        return model.file() + ": " + label + "(" + element.getId() + ")";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static List<String> describesItself(Model model) {
        List<String> problems = new ArrayList<>();
        Process process = model.process();
        if (!process.isExecutable()) {
            problems.add(model.file() + " is not executable.");
        }
        if (blank(process.getName())) {
            problems.add(model.file() + " has no name.");
        }
        if (blank(process.getCamundaVersionTag())) {
            problems.add(model.file() + " has no version tag.");
        }
        if (blank(process.getCamundaHistoryTimeToLiveString())) {
            problems.add(model.file() + " does not say how long the engine's trace is kept (history time to live).");
        }
        String text = process.getDocumentations().stream()
                .map(documentation -> documentation.getTextContent().toLowerCase(Locale.UK))
                .collect(Collectors.joining(" "));
        for (String word : List.of("start", "end", "own")) {
            if (!text.contains(word)) {
                problems.add(model.file() + ": its documentation does not say what starts it, what ends it and who"
                        + " owns it (missing: '" + word + "…').");
            }
        }
        return problems;
    }

    private static List<String> chosenIds(Model model) {
        return model.bpmn().getModelElementsByType(BaseElement.class).stream()
                .filter(element -> element.getId() != null
                        && GENERATED.matcher(element.getId()).matches())
                .map(element ->
                        where(model, element) + " has a generated id. Choose one: running cases and tests hang on it.")
                .toList();
    }

    private static List<String> oneName(Model model) {
        List<String> problems = new ArrayList<>();
        for (UserTask task : model.userTasks()) {
            if (blank(task.getName())) {
                problems.add(where(model, task) + " has no label.");
                continue;
            }
            if (Words.fixedPart(task.getName()).isEmpty()) {
                continue; // The caller names the task and its form.
            }
            String id = "Task_" + Words.pascal(task.getName());
            if (!task.getId().equals(id)) {
                problems.add(where(model, task) + " should have the id " + id + ", as its label says.");
            }
            String form = task.getCamundaFormRef();
            if (form != null && !form.startsWith("$") && !form.equals(Words.kebab(task.getName()))) {
                problems.add(where(model, task) + " has the form '" + form + "'; its label calls for '"
                        + Words.kebab(task.getName()) + "'.");
            }
        }
        return problems;
    }

    private static List<String> formsExist(Shipped shipped, Vocabulary words) {
        Stream<String> handedOver = shipped.models().stream()
                .flatMap(model -> formsHandedOver(model)
                        .filter(in ->
                                shipped.form(in.getCamundaSourceExpression()).isEmpty())
                        .map(in -> model.file() + " hands over the form '" + in.getCamundaSourceExpression()
                                + "', which is not in forms/."));
        Stream<String> ofTasks = shipped.models().stream()
                .flatMap(model -> model.userTasks().stream().flatMap(task -> {
                    String form = task.getCamundaFormRef();
                    if (form == null) {
                        return Stream.of(where(model, task) + " has no form.");
                    }
                    if (!"latest".equals(task.getCamundaFormRefBinding())) {
                        return Stream.of(where(model, task) + " must bind its form as 'latest', so that a changed"
                                + " form reaches open tasks.");
                    }
                    return form.startsWith("$") || shipped.form(form).isPresent()
                            ? Stream.empty()
                            : Stream.of(
                                    where(model, task) + " asks for the form '" + form + "', which is not in forms/.");
                }));
        return Stream.concat(handedOver, ofTasks).toList();
    }

    private static List<String> decisionsExist(Shipped shipped, Vocabulary words) {
        Set<String> decisions = shipped.tables().stream()
                .flatMap(table -> table.decisions().stream())
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (Model model : shipped.models()) {
            for (BusinessRuleTask task : model.bpmn().getModelElementsByType(BusinessRuleTask.class)) {
                if (!decisions.contains(task.getCamundaDecisionRef())) {
                    problems.add(where(model, task) + " asks the decision '" + task.getCamundaDecisionRef()
                            + "', which no table has. Decisions: " + sorted(decisions));
                }
                if (!"singleEntry".equals(task.getCamundaMapDecisionResult())
                        || blank(task.getCamundaResultVariable())) {
                    problems.add(where(model, task) + " does not say into which variable its one answer goes (result"
                            + " variable, map decision result 'singleEntry').");
                }
            }
        }
        return problems;
    }

    /** The forms that a caller hands to a shared process by their names. */
    private static Stream<CamundaIn> formsHandedOver(Model model) {
        return model.bpmn().getModelElementsByType(CamundaIn.class).stream()
                .filter(in -> in.getCamundaTarget() != null
                        && in.getCamundaTarget().endsWith("Form")
                        && in.getCamundaSourceExpression() != null
                        && !in.getCamundaSourceExpression().contains("{"));
    }

    private static List<String> rolesKnown(Shipped shipped, Vocabulary words) {
        return shipped.models().stream()
                .flatMap(model -> model.userTasks().stream()
                        .filter(task -> task.getCamundaCandidateGroups() != null)
                        .flatMap(task -> {
                            Matcher roles = ROLES.matcher(task.getCamundaCandidateGroups());
                            if (!roles.find()) {
                                return task.getCamundaCandidateGroups().contains("people.")
                                        ? Stream.empty()
                                        : Stream.of(
                                                where(model, task)
                                                        + " names a group directly. Name the role: people.group(execution, '…').");
                            }
                            return Stream.of(roles.group(1).split("\\s*,\\s*"))
                                    .filter(role -> !words.roles().contains(role))
                                    .map(role -> where(model, task) + " is offered to '" + role
                                            + "', which is not a role. Roles: " + sorted(words.roles()));
                        }))
                .toList();
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static List<String> standardOrReason(Model model) {
        return model.userTasks().stream()
                .filter(task -> Model.property(task, "noStandard").isEmpty())
                .filter(task -> Model.property(task, "standard").isEmpty() || blank(task.getCamundaDueDate()))
                .map(task -> where(model, task) + " has no standard or no due date. Name the standard (property"
                        + " 'standard', due date ${deadlines.due(execution)}) or say why there is none"
                        + " (property 'noStandard').")
                .toList();
    }

    /**
     * Dates that ask {@code ${deadlines.due(execution)}} of an activity without a standard: the engine could not begin
     * the activity. Asked at each deployment too.
     */
    static List<String> standardNamed(Model model) {
        return dates(model)
                .filter(date -> ClockStandard.asksForOwn(date.text())
                        && ClockStandard.askedBy(date.text(), date.element()).isEmpty())
                .map(date -> where(model, date.element()) + " asks for the standard of its activity, and "
                        + where(model, date.activity()) + " names none. Name it there (property 'standard').")
                .toList();
    }

    private static List<String> saidOnce(Model model) {
        return dates(model)
                .flatMap(date -> {
                    List<String> problems = new ArrayList<>();
                    boolean named = Model.property(date.activity(), ClockStandard.PROPERTY)
                            .isPresent();
                    boolean clock = date.element() instanceof BoundaryEvent;
                    String asked =
                            ClockStandard.askedBy(date.text(), date.element()).orElse(null);
                    if (asked == null) {
                        return problems.stream();
                    }
                    boolean same = ClockStandard.askedBy(OWN, date.activity())
                            .filter(asked::equals)
                            .isPresent();
                    if (named && same && !ClockStandard.asksForOwn(date.text())) {
                        problems.add(where(model, date.element()) + " repeats the standard '" + asked
                                + "' of its activity. Ask ${deadlines.due(execution)}.");
                    }
                    if (named && !same && !clock) {
                        problems.add(where(model, date.element()) + " asks for '" + asked
                                + "' and names another standard. One task keeps one standard.");
                    }
                    if (!named) {
                        problems.add(where(model, date.element()) + " names the standard '" + asked
                                + "' in its date. Name it at " + where(model, date.activity())
                                + " (property 'standard') and ask ${deadlines.due(execution)}.");
                    }
                    if (clock
                            && Model.property(date.element(), ClockStandard.PROPERTY)
                                    .isPresent()) {
                        problems.add(where(model, date.element()) + " names a standard in a property beside the"
                                + " one that its date asks for. Remove the property.");
                    }
                    return problems.stream();
                })
                .toList();
    }

    private static final String OWN = "${deadlines.due(execution)}";

    /** A due date, follow-up date or clock's date. */
    private record DateAsked(BaseElement element, String text) {

        /** The task, call or subprocess whose date it is. */
        BaseElement activity() {
            return element instanceof BoundaryEvent clock ? clock.getAttachedTo() : element;
        }
    }

    private static Stream<DateAsked> dates(Model model) {
        return Stream.concat(
                model.userTasks().stream()
                        .flatMap(task -> Stream.of(
                                new DateAsked(task, task.getCamundaDueDate()),
                                new DateAsked(task, task.getCamundaFollowUpDate()))),
                model.boundaryTimers()
                        .filter(clock -> Model.timer(clock).orElseThrow().getTimeDate() != null)
                        .map(clock -> new DateAsked(
                                clock,
                                Model.timer(clock).orElseThrow().getTimeDate().getTextContent())));
    }

    private static List<String> clockOnTheEdge(Model model) {
        Set<String> withClock = model.boundaryTimers()
                .filter(event -> !Model.waitsForABirthday(Model.timer(event).orElseThrow()))
                .map(event -> event.getAttachedTo().getId())
                .collect(Collectors.toSet());
        return model.userTasks().stream()
                .filter(task -> !blank(task.getCamundaDueDate()))
                .filter(task -> !withClock.contains(task.getId()))
                .filter(task -> Model.property(task, "clockElsewhere").isEmpty())
                .map(task -> where(model, task) + " has a due date and no clock on its edge: nobody would be told"
                        + " when it passes. Add the boundary timer, or say where the clock is (property"
                        + " 'clockElsewhere').")
                .toList();
    }

    private static List<String> clocks(Model model) {
        return model.boundaryTimers()
                .flatMap(event -> {
                    List<String> problems = new ArrayList<>();
                    TimerEventDefinition timer = Model.timer(event).orElseThrow();
                    if (event.cancelActivity()
                            && Model.property(event, "interrupts").isEmpty()) {
                        problems.add(where(model, event) + " interrupts its task, so the duty would vanish. Make it"
                                + " non-interrupting, or say why it must interrupt (property 'interrupts').");
                    }
                    if (Model.waitsForABirthday(timer)) {
                        return problems.stream();
                    }
                    if (timer.getTimeDate() == null
                            || !timer.getTimeDate().getTextContent().contains("deadlines.due(execution")) {
                        problems.add(where(model, event) + " reads neither the stored date"
                                + " (${deadlines.due(execution)}) nor a birthday"
                                + " (${childFacts.birthday(execution, …)}).");
                    }
                    if (!event.cancelActivity() && Model.after(event).noneMatch(ModelRules::tellsSomebody)) {
                        problems.add(where(model, event) + " tells nobody: lead it to a message end event with"
                                + " ${escalateBreach}.");
                    }
                    return problems.stream();
                })
                .toList();
    }

    private static boolean tellsSomebody(FlowElement element) {
        if (element instanceof ServiceTask task) {
            return ESCALATIONS.contains(task.getCamundaDelegateExpression());
        }
        return StreamSupport.stream(
                        element.getChildElementsByType(MessageEventDefinition.class)
                                .spliterator(),
                        false)
                .anyMatch(message -> ESCALATIONS.contains(message.getCamundaDelegateExpression()));
    }

    private static List<String> noLiterals(Model model) {
        return model.bpmn().getModelElementsByType(TimerEventDefinition.class).stream()
                .filter(timer -> Stream.of(timer.getTimeDate(), timer.getTimeDuration(), timer.getTimeCycle())
                        .anyMatch(time -> time != null
                                && (time != timer.getTimeDate()
                                        || LITERAL_TIME
                                                .matcher(time.getTextContent())
                                                .matches())))
                .map(
                        timer -> model.file() + ": the timer "
                                + timer.getParentElement().getAttributeValue("id")
                                + " holds a length of time. Put it into the journey's table of timescales and ask deadlines.due.")
                .toList();
    }

    private static List<String> wordsKnown(Shipped shipped, Vocabulary words) {
        return shipped.models().stream()
                .flatMap(model -> Stream.of(
                                model.bpmn().getModelElementsByType(ServiceTask.class).stream()
                                        .map(ServiceTask::getCamundaDelegateExpression),
                                model.bpmn().getModelElementsByType(MessageEventDefinition.class).stream()
                                        .map(MessageEventDefinition::getCamundaDelegateExpression),
                                questions(model.userTasks().stream().map(UserTask::getCamundaCandidateGroups)),
                                questions(model.userTasks().stream().map(UserTask::getCamundaAssignee)),
                                questions(model.userTasks().stream().map(UserTask::getCamundaDueDate)),
                                questions(model.userTasks().stream().map(UserTask::getCamundaFollowUpDate)),
                                questions(model.bpmn().getModelElementsByType(TimerEventDefinition.class).stream()
                                        .map(timer -> timer.getTimeDate() == null
                                                ? null
                                                : timer.getTimeDate().getTextContent())))
                        .flatMap(all -> all)
                        .filter(text -> text != null)
                        .flatMap(text -> {
                            Matcher bean = BEAN.matcher(text);
                            return bean.find() && !words.beans().contains(bean.group(1))
                                    ? Stream.of(model.file() + " says ${" + bean.group(1)
                                            + "}, which is not in the vocabulary: " + sorted(words.beans()))
                                    : Stream.empty();
                        })
                        .distinct())
                .toList();
    }

    /** Expressions that ask a bean something; a plain variable is no word of the vocabulary. */
    private static Stream<String> questions(Stream<String> expressions) {
        return expressions.filter(text -> text != null && text.contains("("));
    }

    private static boolean splits(Gateway gateway) {
        return gateway.getOutgoing().size() > 1;
    }

    private static boolean inEveryCase(SequenceFlow flow) {
        return flow.getConditionExpression() == null
                || "${true}"
                        .equals(flow.getConditionExpression().getTextContent().trim());
    }

    private static List<String> decisions(Model model) {
        List<String> problems = new ArrayList<>();
        for (Gateway gateway : model.bpmn().getModelElementsByType(Gateway.class)) {
            if (gateway instanceof ParallelGateway || !splits(gateway)) {
                continue;
            }
            if (blank(gateway.getName())) {
                problems.add(where(model, gateway) + " asks no question. Label it.");
            }
            SequenceFlow byDefault = gateway instanceof ExclusiveGateway exclusive
                    ? exclusive.getDefault()
                    : gateway instanceof InclusiveGateway inclusive ? inclusive.getDefault() : null;
            // An inclusive gateway may send work on "in every case": then no answer can stop it.
            boolean always = gateway instanceof InclusiveGateway
                    && gateway.getOutgoing().stream().anyMatch(ModelRules::inEveryCase);
            if (byDefault == null
                    && !always
                    && !(gateway instanceof org.camunda.bpm.model.bpmn.instance.EventBasedGateway)) {
                problems.add(where(model, gateway)
                        + " has no default: an answer that nobody thought of would stop the case.");
            }
            if (gateway instanceof org.camunda.bpm.model.bpmn.instance.EventBasedGateway) {
                continue;
            }
            for (SequenceFlow flow : gateway.getOutgoing()) {
                if (blank(flow.getName())) {
                    problems.add(where(model, flow) + " leaves '"
                            + oneLine(gateway.getName() == null ? "" : gateway.getName())
                            + "' without saying which answer it is.");
                }
                if (flow != byDefault && flow.getConditionExpression() == null && !always) {
                    problems.add(where(model, flow) + " has no condition.");
                }
            }
        }
        return problems;
    }

    /** Every value that a gateway compares with must be an option of some form's kept question of that name. */
    private static List<String> answersOffered(Shipped shipped, Vocabulary words) {
        List<String> problems = new ArrayList<>();
        for (Model model : shipped.models()) {
            for (SequenceFlow flow : model.bpmn().getModelElementsByType(SequenceFlow.class)) {
                if (flow.getConditionExpression() == null) {
                    continue;
                }
                Matcher compared =
                        COMPARED.matcher(flow.getConditionExpression().getTextContent());
                if (!compared.find()) {
                    continue;
                }
                String variable = compared.group(1);
                String value = compared.group(2);
                Optional<Set<String>> offered = offered(shipped, variable);
                if (offered.isPresent() && !offered.get().contains(value)) {
                    problems.add(where(model, flow) + " waits for the answer '" + value + "' to '" + variable
                            + "', but the forms offer only " + sorted(offered.get()));
                }
                if (offered.isEmpty() && !setByModel(shipped, variable)) {
                    problems.add(where(model, flow) + " reads '" + variable
                            + "', which no form keeps (property 'keep') and no call passes.");
                }
            }
        }
        return problems;
    }

    private static Optional<Set<String>> offered(Shipped shipped, String variable) {
        Set<String> values = new HashSet<>();
        boolean asked = false;
        for (Form form : shipped.forms()) {
            for (var part : form.components()) {
                if (part.path("key").asText().equals(variable) && "true".equals(Form.property(part, "keep"))) {
                    asked = true;
                    part.path("values")
                            .forEach(option -> values.add(option.path("value").asText()));
                }
            }
        }
        return asked ? Optional.of(values) : Optional.empty();
    }

    private static boolean setByModel(Shipped shipped, String variable) {
        return shipped.models().stream()
                .anyMatch(model -> model.bpmn().getModelElementsByType(CamundaOut.class).stream()
                                .anyMatch(out -> variable.equals(out.getCamundaTarget()))
                        || model.bpmn().getModelElementsByType(CamundaIn.class).stream()
                                .anyMatch(in -> variable.equals(in.getCamundaTarget()))
                        || model.bpmn().getModelElementsByType(BaseElement.class).stream()
                                .anyMatch(element -> Model.property(element, "sets")
                                        .map(sets -> Model.words(sets).contains(variable))
                                        .orElse(false)));
    }

    private static List<String> drawn(Model model) {
        Set<String> shapes = new HashSet<>();
        model.bpmn()
                .getModelElementsByType(BpmnShape.class)
                .forEach(shape -> shapes.add(drawnId(shape.getBpmnElement())));
        model.bpmn().getModelElementsByType(BpmnEdge.class).forEach(edge -> shapes.add(drawnId(edge.getBpmnElement())));
        return Stream.concat(
                        model.bpmn().getModelElementsByType(FlowNode.class).stream(),
                        model.bpmn().getModelElementsByType(SequenceFlow.class).stream())
                .filter(element -> !shapes.contains(element.getId()))
                .map(element -> where(model, element) + " is not drawn.")
                .toList();
    }

    private static String drawnId(BaseElement element) {
        return element == null ? "" : element.getId();
    }

    private static List<String> calls(Shipped shipped, Vocabulary words) {
        List<String> problems = new ArrayList<>();
        for (Model model : shipped.models()) {
            for (CallActivity call : model.bpmn().getModelElementsByType(CallActivity.class)) {
                if (shipped.model(call.getCalledElement()).isEmpty()) {
                    problems.add(
                            where(model, call) + " calls '" + call.getCalledElement() + "', which does not exist.");
                }
            }
            for (CamundaIn in : model.bpmn().getModelElementsByType(CamundaIn.class)) {
                if ("all".equals(in.getCamundaVariables())) {
                    problems.add(model.file() + " passes all variables into a call. Name them one by one.");
                }
            }
            for (CamundaOut out : model.bpmn().getModelElementsByType(CamundaOut.class)) {
                if ("all".equals(out.getCamundaVariables())) {
                    problems.add(model.file() + " takes all variables out of a call. Name them one by one.");
                }
            }
        }
        return problems;
    }

    private static List<String> clausesKnown(Shipped shipped, Vocabulary words) {
        Stream<String> inModels = shipped.models().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(BaseElement.class).stream()
                        .flatMap(element -> Model.clauses(element).stream()
                                .filter(id -> !words.clauses().contains(id))
                                .map(id -> where(model, element) + " names the clause " + id
                                        + ", which is not in the catalogue.")));
        Stream<String> inForms = shipped.forms().stream()
                .flatMap(form -> form.components().stream()
                        .flatMap(part -> Form.clauses(part).stream()
                                .filter(id -> !words.clauses().contains(id))
                                .map(id -> form.file() + ": '" + Form.label(part) + "' names the clause " + id
                                        + ", which is not in the catalogue.")));
        return Stream.concat(inModels, inForms).toList();
    }

    private static List<String> timescalesUsed(Shipped shipped, Vocabulary words) {
        Set<String> used = shipped.models().stream().flatMap(Model::standards).collect(Collectors.toSet());
        shipped.tables().forEach(table -> table.standards().forEach(used::add));
        shipped.models()
                .forEach(model -> model.bpmn()
                        .getModelElementsByType(CamundaIn.class)
                        .forEach(in -> {
                            String source = in.getCamundaSourceExpression();
                            if (source != null) {
                                used.add(source.replaceAll("[${}']", "").trim());
                            }
                        }));
        return words.standards().stream()
                .filter(standard -> !used.contains(standard) && !words.waiting().contains(standard))
                .sorted()
                .map(standard -> "A table of timescales: nothing asks for '" + standard
                        + "'. A timescale that no model uses misleads: use it,"
                        + " remove the row, or say in its note that it waits for a journey that is not here yet.")
                .toList();
    }

    private static List<String> formsUsed(Shipped shipped, Vocabulary words) {
        Set<String> used = new HashSet<>();
        for (Model model : shipped.models()) {
            model.userTasks().forEach(task -> {
                String form = task.getCamundaFormRef();
                // Where the caller chooses the form, that of the task's own name is what it may choose.
                used.add(form != null && form.startsWith("$") ? Words.kebab(task.getName()) : form);
            });
            formsHandedOver(model).forEach(in -> used.add(in.getCamundaSourceExpression()));
            model.bpmn()
                    .getModelElementsByType(StartEvent.class)
                    .forEach(start -> used.add(start.getAttributeValueNs(
                            org.camunda.bpm.model.bpmn.impl.BpmnModelConstants.CAMUNDA_NS, "formRef")));
        }
        return shipped.forms().stream()
                .filter(form -> !used.contains(form.id()))
                .map(form -> form.file() + " is used by no task.")
                .toList();
    }

    private static List<String> questions(Form form) {
        List<String> problems = new ArrayList<>();
        questions(form, form.json(), problems);
        return problems;
    }

    private static void questions(Form form, com.fasterxml.jackson.databind.JsonNode scope, List<String> problems) {
        Set<String> keys = new HashSet<>();
        collectQuestions(form, scope, keys, problems);
    }

    private static void collectQuestions(
            Form form, com.fasterxml.jackson.databind.JsonNode node, Set<String> keys, List<String> problems) {
        for (var part : node.path("components")) {
            String type = part.path("type").asText();
            if (type.equals("dynamiclist")) {
                questions(form, part, problems);
            } else if (part.has("components")) {
                collectQuestions(form, part, keys, problems);
            }
            if (part.has("key")) {
                String key = part.path("key").asText();
                if (!keys.add(key)) {
                    problems.add(form.file() + ": two questions have the key '" + key + "'.");
                }
                if (!key.matches("[a-z][A-Za-z0-9]*")) {
                    problems.add(form.file() + ": the key '" + key + "' is not a word in camelCase.");
                }
                if (blank(part.path("label").asText(part.path("dateLabel").asText("")))
                        && blank(part.path("dateLabel").asText(""))
                        && !type.equals("expression")) {
                    problems.add(form.file() + ": the question '" + key + "' has no label.");
                }
            }
        }
    }

    private static List<String> checksKnown(Shipped shipped, Vocabulary words) {
        return shipped.forms().stream()
                .flatMap(form -> form.components().stream()
                        .flatMap(part -> Model.words(Form.property(part, "check")).stream()
                                .map(check -> check.replaceAll(":.*", ""))
                                .filter(check -> !words.answerChecks().contains(check))
                                .map(check -> form.file() + ": '" + Form.label(part) + "' asks for the check '" + check
                                        + "'. Checks: " + sorted(words.answerChecks()))))
                .toList();
    }

    private static List<String> agreed(Shipped shipped, Vocabulary words) {
        Set<String> units = Set.of("days", "working-days", "weeks", "months");
        List<String> problems = new ArrayList<>();
        for (Form form : shipped.forms()) {
            for (var part : form.components()) {
                List<String> agreed = Model.words(Form.property(part, "agrees"));
                if (agreed.isEmpty()) {
                    continue;
                }
                String where = form.file() + ": '" + Form.label(part) + "' ";
                if (!part.path("type").asText().equals("number")) {
                    problems.add(where + "agrees an interval and is not a number.");
                }
                boolean variable = agreed.get(0).startsWith("$");
                if (agreed.size() != 2
                        || !units.contains(agreed.get(1))
                        || !(variable || words.standards().contains(agreed.get(0)))) {
                    problems.add(where + "agrees '" + String.join(" ", agreed)
                            + "'. Write a standard that has a timescale, and a unit: " + sorted(units) + ".");
                } else if (!variable
                        && !Model.words(Form.property(part, "check")).contains("within-limit:" + agreed.get(0))) {
                    problems.add(
                            where + "is not held against the limit. Add the check within-limit:" + agreed.get(0) + ".");
                }
            }
        }
        return problems;
    }

    private static List<String> eventsKnown(Shipped shipped, Vocabulary words) {
        return shipped.forms().stream()
                .flatMap(form -> form.components().stream()
                        .flatMap(part -> Model.words(Form.property(part, "event")).stream()
                                .filter(event -> !event.startsWith("$"))
                                .filter(event -> !words.events().contains(event)
                                        && !words.standards().contains(event))
                                .map(event -> form.file() + ": '" + Form.label(part) + "' records the event '" + event
                                        + "', from which no standard runs and which meets none.")))
                .toList();
    }
}

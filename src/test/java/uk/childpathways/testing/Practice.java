package uk.childpathways.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstanceQuery;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.data.domain.Pageable;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.ChronologyEntry;
import uk.childpathways.children.Journey;
import uk.childpathways.children.JourneyEvents;
import uk.childpathways.children.Journeys;
import uk.childpathways.deadlines.Deadline;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.forms.FormDefinition;
import uk.childpathways.forms.FormField;
import uk.childpathways.forms.FormProblem;
import uk.childpathways.submissions.OneForm;
import uk.childpathways.submissions.Prefill;
import uk.childpathways.submissions.PrefillContext;
import uk.childpathways.submissions.Question;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submission;
import uk.childpathways.submissions.Submissions;
import uk.childpathways.supervision.CaseSupervision;

/**
 * Practice as tests tell it: who does what to which child's case, on which day. A form is filled in completely by the
 * questions it asks; a test says only the answers that matter to it. Everything goes through the engine's services with
 * the person's own rights, and timers fire for real.
 *
 * <p>Beside the pathways of every child runs its case supervision, with tasks and clocks of its own. A test is told of the
 * pathways alone and its timers rest, unless it asks {@link #withSupervision()}.
 */
@TestComponent
public class Practice {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d+)]\\.(\\w+)");

    private static final String GAPS_OF = "gaps-of:";

    private final ProcessEngine engine;
    private final Children children;
    private final Chronology chronology;
    private final Deadlines deadlines;
    private final Questions questions;
    private final Submissions submissions;
    private final Prefill prefill;
    private final Journeys journeys;
    private final JourneyEvents journeyEvents;
    private final Clock clock;
    private final boolean withSupervision;

    @Autowired
    Practice(
            ProcessEngine engine,
            Children children,
            Chronology chronology,
            Deadlines deadlines,
            Questions questions,
            Submissions submissions,
            Prefill prefill,
            Journeys journeys,
            JourneyEvents journeyEvents,
            Clock pathwaysClock) {
        this(
                engine,
                children,
                chronology,
                deadlines,
                questions,
                submissions,
                prefill,
                journeys,
                journeyEvents,
                pathwaysClock,
                false);
    }

    private Practice(
            ProcessEngine engine,
            Children children,
            Chronology chronology,
            Deadlines deadlines,
            Questions questions,
            Submissions submissions,
            Prefill prefill,
            Journeys journeys,
            JourneyEvents journeyEvents,
            Clock pathwaysClock,
            boolean withSupervision) {
        this.engine = engine;
        this.children = children;
        this.chronology = chronology;
        this.deadlines = deadlines;
        this.questions = questions;
        this.submissions = submissions;
        this.prefill = prefill;
        this.journeys = journeys;
        this.journeyEvents = journeyEvents;
        this.clock = pathwaysClock;
        this.withSupervision = withSupervision;
    }

    /** The same practice, asked about everything: the case supervision that runs beside the pathways too. */
    public Practice withSupervision() {
        return new Practice(
                engine,
                children,
                chronology,
                deadlines,
                questions,
                submissions,
                prefill,
                journeys,
                journeyEvents,
                clock,
                true);
    }

    // ---- days ----

    /** It is now this date and time in England, and stays so until a test moves it. */
    public void itIs(String dateTime) {
        LocalDateTime local =
                dateTime.length() == 10 ? LocalDate.parse(dateTime).atTime(9, 0) : LocalDateTime.parse(dateTime);
        ClockUtil.setCurrentTime(java.util.Date.from(local.atZone(ENGLAND).toInstant()));
    }

    /** Time runs again as on the wall. */
    public void backToToday() {
        ClockUtil.reset();
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ENGLAND);
    }

    // ---- children ----

    /** A child of the team north, aged ten, with a worker. */
    public String child() {
        return put(reference(), today().minusYears(10), null, null);
    }

    /** A child of the team north who was born on that day. */
    public String childBorn(LocalDate day) {
        return put(reference(), day, null, null);
    }

    /** A child whom the team north expects to be born in two months. */
    public String unbornChild() {
        return put(reference(), null, today().plusMonths(2), null);
    }

    /** Brothers and sisters of one family. */
    public List<String> siblings(int number) {
        String family = "F-" + reference();
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            refs.add(put(reference(), today().minusYears(4 + 3L * i), null, family));
        }
        return refs;
    }

    private static String reference() {
        return "C-9" + String.format("%04d", NEXT.getAndIncrement());
    }

    private String put(String ref, LocalDate born, LocalDate expected, String family) {
        children.put(new Child(ref, "Test Child " + ref, born, expected, family, "north", "sw.north", null, false));
        return ref;
    }

    // ---- doing things ----

    /** Starts a process from Tasklist's list, with its start form filled in. Returns the instance's id. */
    public String start(String process, String by, Map<String, Object> answers) {
        Question question = questions.ofStart(process).orElseThrow();
        return startWithOnly(process, by, fillIn(question, by, answers));
    }

    /** Starts a process with exactly these answers: nothing is filled in. */
    public String startWithOnly(String process, String by, Map<String, Object> answers) {
        return as(by, () -> {
            String definition = engine.getRepositoryService()
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(process)
                    .latestVersion()
                    .singleResult()
                    .getId();
            return engine.getFormService().submitStartForm(definition, answers).getId();
        });
    }

    /** Another journey hands the child over to this one. Returns the instance's id. */
    public String handedOver(String journey, String childRef) {
        return handedOver(journey, childRef, null);
    }

    /** That journey ({@link #journey}) hands the child over to this one. Returns the instance's id. */
    public String handedOver(String journey, String childRef, UUID from) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("childRef", childRef);
        if (from != null) {
            variables.put("handedOverFrom", from.toString());
        }
        String id = engine.getRuntimeService()
                .createMessageCorrelation("handOver-" + journey)
                .processInstanceBusinessKey(journey + ":" + childRef)
                .setVariables(variables)
                .correlateStartMessage()
                .getId();
        carryOn(childRef);
        return id;
    }

    /**
     * A journey of the child's record that no process runs, with these events on record (name, then day): what the
     * journey under test was handed over from. Returns its id.
     */
    public UUID journey(String key, String childRef, String... eventsAndDays) {
        UUID id = journeys.open(key, childRef, null).id();
        for (int i = 0; i < eventsAndDays.length; i += 2) {
            happened(id, childRef, eventsAndDays[i], eventsAndDays[i + 1]);
        }
        return id;
    }

    /** Puts an event on a journey's record; the same one again is its correction. */
    public void happened(UUID journeyId, String childRef, String event, String day) {
        journeyEvents.record(
                journeyId,
                childRef,
                event,
                LocalDate.parse(day).atStartOfDay(ENGLAND).toInstant(),
                true,
                "tm.north",
                null);
    }

    /** Completes the child's one open task with this label; what the test does not answer is filled in. */
    public void complete(String childRef, String label, String by, Map<String, Object> answers) {
        completeTask(task(childRef, label).getId(), childRef, by, answers);
    }

    /** Completes one of several tasks with the same label. */
    public void completeTask(String taskId, String childRef, String by, Map<String, Object> answers) {
        Question question = questions.ofTask(taskId).orElseThrow();
        Map<String, Object> complete = fillIn(question, by, answers);
        as(by, () -> {
            engine.getTaskService().complete(taskId, complete);
            return null;
        });
        carryOn(childRef);
    }

    public void complete(String childRef, String label, String by) {
        complete(childRef, label, by, Map.of());
    }

    /** Completes the task with exactly these answers: nothing is filled in. */
    public void completeWithOnly(String childRef, String label, String by, Map<String, Object> answers) {
        String id = task(childRef, label).getId();
        as(by, () -> {
            engine.getTaskService().complete(id, answers);
            return null;
        });
        carryOn(childRef);
    }

    /** All answers that a form needs, those of the test among them. */
    public Map<String, Object> answersFor(String childRef, String label, String by, Map<String, Object> answers) {
        return fillIn(questions.ofTask(task(childRef, label).getId()).orElseThrow(), by, answers);
    }

    /** All answers that the form of this task needs. */
    public Map<String, Object> answersForTask(String taskId, String by) {
        return fillIn(questions.ofTask(taskId).orElseThrow(), by, Map.of());
    }

    /** All answers that a start form needs, those of the test among them. */
    public Map<String, Object> answersForStart(String process, String by, Map<String, Object> answers) {
        return fillIn(questions.ofStart(process).orElseThrow(), by, answers);
    }

    /** The same for the form of a start. */
    public Map<String, Object> shownAtStart(String process, String by) {
        return prefill.toOpen(new PrefillContext(questions.ofStart(process).orElseThrow(), by));
    }

    /** What the person sees when they open the task's form: values known already, and the answers fields start with. */
    public Map<String, Object> shownAtOpening(String childRef, String label, String by) {
        Question question = questions.ofTask(task(childRef, label).getId()).orElseThrow();
        return prefill.toOpen(new PrefillContext(question, by));
    }

    /** The form of the child's open task with this label. */
    public FormDefinition form(String childRef, String label) {
        return questions.ofTask(task(childRef, label).getId()).orElseThrow().form();
    }

    /** Does something in the engine as this person, with their rights. */
    public <T> T as(String user, Supplier<T> work) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return work.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** Lets the engine carry out what it does by itself for this child; no timer fires by this. */
    public void carryOn(String childRef) {
        for (int i = 0; i < 50; i++) {
            Set<String> instances = instances(childRef);
            List<Job> jobs = instances.isEmpty()
                    ? List.of()
                    : engine.getManagementService()
                            .createJobQuery()
                            .processInstanceIds(instances)
                            .messages()
                            .withRetriesLeft()
                            .list();
            if (jobs.isEmpty()) {
                return;
            }
            jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
        throw new AssertionError("The engine does not come to rest for " + childRef);
    }

    /** Fires every timer of the child's journeys that is due by now, oldest first. Returns the elements that fired. */
    public List<String> fireDueTimers(String childRef) {
        List<String> fired = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Set<String> instances = instances(childRef);
            List<Job> due = instances.isEmpty()
                    ? List.of()
                    : engine.getManagementService()
                            .createJobQuery()
                            .processInstanceIds(instances)
                            .timers()
                            .duedateLowerThan(java.util.Date.from(clock.instant()))
                            .withRetriesLeft()
                            .orderByJobDuedate()
                            .asc()
                            .list();
            if (due.isEmpty()) {
                return fired;
            }
            Job first = due.get(0);
            fired.add(engine.getManagementService()
                    .createJobDefinitionQuery()
                    .jobDefinitionId(first.getJobDefinitionId())
                    .singleResult()
                    .getActivityId());
            engine.getManagementService().executeJob(first.getId());
            carryOn(childRef);
        }
        throw new AssertionError("Timers of " + childRef + " fire without end: " + fired);
    }

    // ---- looking ----

    /** Every process instance that is about the child, without its case supervision unless that was asked for. */
    public Set<String> instances(String childRef) {
        // Asked at every step of every journey: two questions for variables cost a fraction of one for instances.
        Set<String> ids = new LinkedHashSet<>();
        ofInstances("childRef")
                .variableValueEquals("childRef", childRef)
                .list()
                .forEach(variable -> ids.add(variable.getProcessInstanceId()));
        if (!withSupervision && !ids.isEmpty()) {
            Set<String> supervisions = journeys.of(childRef).stream()
                    .filter(journey -> CaseSupervision.JOURNEY.equals(journey.key()))
                    .map(journey -> journey.id().toString())
                    .collect(Collectors.toSet());
            if (!supervisions.isEmpty()) {
                ofInstances("journeyId").processInstanceIdIn(ids.toArray(String[]::new)).list().stream()
                        .filter(variable -> supervisions.contains(variable.getValue()))
                        .forEach(variable -> ids.remove(variable.getProcessInstanceId()));
            }
        }
        return ids;
    }

    private VariableInstanceQuery ofInstances(String variable) {
        return engine.getRuntimeService().createVariableInstanceQuery().variableName(variable);
    }

    /** The child's running journeys, oldest first, without its case supervision unless that was asked for. */
    public List<Journey> pathways(String childRef) {
        return journeys.running(childRef).stream()
                .filter(journey -> withSupervision || !CaseSupervision.JOURNEY.equals(journey.key()))
                .toList();
    }

    /** The models in which something is running for the child. */
    public List<String> running(String childRef) {
        Set<String> instances = instances(childRef);
        return instances.isEmpty()
                ? List.of()
                : engine.getRuntimeService().createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .map(ProcessInstance::getProcessDefinitionId)
                        // Not read off the id: that of a long key is cut.
                        .map(id -> engine.getRepositoryService()
                                .getProcessDefinition(id)
                                .getKey())
                        .sorted()
                        .toList();
    }

    /** Labels of the child's open tasks. */
    public List<String> tasks(String childRef) {
        return open(childRef).stream().map(Task::getName).sorted().toList();
    }

    /** All open tasks of the child. */
    public List<Task> openTasks(String childRef) {
        return open(childRef);
    }

    /** The child's open tasks with this label. */
    public List<Task> openTasks(String childRef, String label) {
        return open(childRef).stream()
                .filter(task -> label.equals(task.getName()))
                .toList();
    }

    public Task task(String childRef, String label) {
        List<Task> found = open(childRef).stream()
                .filter(task -> label.equals(task.getName()))
                .toList();
        assertThat(found)
                .as(() -> "open tasks '%s' of %s among %s%n%s"
                        .formatted(label, childRef, tasks(childRef), whereItStands(childRef)))
                .hasSize(1);
        return found.get(0);
    }

    /** The day in England on which the task is due. */
    public LocalDate dueDay(String childRef, String label) {
        return LocalDate.ofInstant(task(childRef, label).getDueDate().toInstant(), ENGLAND);
    }

    /** The day in England on which the timer at this element will fire. */
    public LocalDate timerDay(String childRef, String elementId) {
        List<Job> timers = instances(childRef).stream()
                .flatMap(id -> engine
                        .getManagementService()
                        .createJobQuery()
                        .processInstanceId(id)
                        .timers()
                        .activityId(elementId)
                        .list()
                        .stream())
                .toList();
        assertThat(timers).as("timers '%s' of %s", elementId, childRef).hasSize(1);
        return LocalDate.ofInstant(timers.get(0).getDuedate().toInstant(), ENGLAND);
    }

    /** The groups to whom the child's open task with this label is offered. */
    public List<String> offeredTo(String childRef, String label) {
        return engine
                .getTaskService()
                .getIdentityLinksForTask(task(childRef, label).getId())
                .stream()
                .map(IdentityLink::getGroupId)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
    }

    /** The open tasks that this person finds in Tasklist for the child: assigned to them or offered to their groups. */
    public List<String> tasksSeenBy(String user, String childRef) {
        String[] instances = instances(childRef).toArray(String[]::new);
        return instances.length == 0
                ? List.of()
                : as(
                        user,
                        () -> engine.getTaskService().createTaskQuery().processInstanceIdIn(instances).list().stream()
                                .map(Task::getName)
                                .sorted()
                                .toList());
    }

    /** Where the child's journeys stand, for reading in failures. */
    public String whereItStands(String childRef) {
        StringBuilder text = new StringBuilder();
        for (String id : instances(childRef)) {
            text.append(engine.getRuntimeService().getActivityInstance(id)).append('\n');
            engine.getManagementService()
                    .createJobQuery()
                    .processInstanceId(id)
                    .list()
                    .forEach(job -> text.append("job ")
                            .append(job.getJobDefinitionId())
                            .append(" due ")
                            .append(job.getDuedate())
                            .append(" retries ")
                            .append(job.getRetries())
                            .append(' ')
                            .append(job.getExceptionMessage())
                            .append('\n'));
        }
        return text.toString();
    }

    private List<Task> open(String childRef) {
        String[] instances = instances(childRef).toArray(String[]::new);
        return instances.length == 0
                ? List.of()
                : engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceIdIn(instances)
                        .initializeFormKeys()
                        .list();
    }

    /** The child's deadlines of a standard, oldest first; one withdrawn before the one asked for in its stead. */
    public List<Deadline> deadlines(String childRef, String standard) {
        return deadlines.of(childRef, false, Pageable.unpaged()).stream()
                .filter(deadline -> deadline.standardId().equals(standard))
                .sorted(Comparator.comparing(Deadline::startAt)
                        .thenComparing(deadline -> deadline.status() != Deadline.Status.WITHDRAWN))
                .toList();
    }

    /** The child's newest deadline of a standard. */
    public Deadline deadline(String childRef, String standard) {
        List<Deadline> all = deadlines(childRef, standard);
        assertThat(all).as("deadlines '%s' of %s", standard, childRef).isNotEmpty();
        return all.get(all.size() - 1);
    }

    /** The day in England on which the standard is due. */
    public LocalDate due(String childRef, String standard) {
        return LocalDate.ofInstant(deadline(childRef, standard).due(), ENGLAND);
    }

    public List<ChronologyEntry> chronology(String childRef) {
        return chronology.of(childRef, Pageable.unpaged()).getContent();
    }

    /** The value of a variable in whichever of the child's executions has it. */
    public boolean engineKnows(String childRef, String variable) {
        return instances(childRef).stream()
                .flatMap(id -> engine.getRuntimeService().createExecutionQuery().processInstanceId(id).list().stream())
                .map(Execution::getId)
                .anyMatch(id -> engine.getRuntimeService().getVariablesLocal(id).containsKey(variable));
    }

    // ---- filling in forms ----

    private Map<String, Object> fillIn(Question question, String by, Map<String, Object> said) {
        FormDefinition form = question.form();
        Map<String, Object> known = prefill.toCheck(new PrefillContext(question, by));
        Map<String, Object> answers = copy(said);
        openActions(question, by, answers);
        statusOnRecord(question, by, answers);
        allTicked(question.form(), answers);
        everybodyPresent(question.form(), answers, known);
        for (int i = 0; i < 60; i++) {
            Submission given = new Submission(question, answers, by, null);
            List<FormProblem> problems =
                    i == 0 ? submissions.check(given).problems() : OneForm.problems(submissions, given, known);
            boolean changed = false;
            for (FormProblem problem : problems) {
                changed |= problem.sentence().contains("is missing")
                                || problem.sentence().contains("must be ticked")
                                || problem.sentence().contains("needs at least")
                        ? answer(form, problem.path(), answers, known)
                        : false;
            }
            if (!changed) {
                return answers;
            }
        }
        return answers;
    }

    /** What is still to be done stands in the form when it is opened; unless the test says so, it goes on. */
    private void openActions(Question question, String by, Map<String, Object> answers) {
        question.form()
                .lists()
                .filter(list -> list.words("records").contains("action-states") && !answers.containsKey(list.path()))
                .forEach(list -> {
                    Object rows =
                            prefill.toOpen(new PrefillContext(question, by)).get(list.path());
                    if (rows instanceof List<?> open && !open.isEmpty()) {
                        answers.putAll(copy(Map.of(list.path(), open)));
                    }
                });
    }

    /** Where each gap of a checklist needs somebody who closes it, there is none, unless the test says so. */
    private static void allTicked(FormDefinition form, Map<String, Object> answers) {
        form.lists()
                .flatMap(list -> list.words("check").stream())
                .filter(check -> check.startsWith(GAPS_OF))
                .map(check -> form.field(check.substring(GAPS_OF.length())).orElseThrow())
                .forEach(checklist -> answers.putIfAbsent(checklist.key(), checklist.options()));
    }

    /** Whoever was at the meeting has a copy, unless the test says who has. */
    private static void everybodyPresent(FormDefinition form, Map<String, Object> answers, Map<String, Object> known) {
        form.lists()
                .filter(list -> list.words("check").contains("everybody-present"))
                .filter(list -> known.get("presentAtMeeting") instanceof List<?>)
                .forEach(list -> answers.putIfAbsent(
                        list.path(),
                        copy(Map.of("rows", known.get("presentAtMeeting"))).get("rows")));
    }

    /** The legal status stands in the form when it is opened, and nobody may write another. */
    private void statusOnRecord(Question question, String by, Map<String, Object> answers) {
        question.form()
                .field("legalFooting")
                .filter(field -> field.words("check").contains("legal-status-on-record"))
                .map(field -> prefill.toOpen(new PrefillContext(question, by)).get(field.key()))
                .ifPresent(status -> answers.putIfAbsent("legalFooting", status));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, Object> given) {
        Map<String, Object> copy = new LinkedHashMap<>();
        given.forEach((key, value) -> copy.put(
                key,
                value instanceof List<?> rows && rows.stream().allMatch(Map.class::isInstance)
                        ? new ArrayList<>(rows.stream()
                                .map(row -> new LinkedHashMap<>((Map<String, Object>) row))
                                .toList())
                        : value));
        return copy;
    }

    @SuppressWarnings("unchecked")
    private boolean answer(FormDefinition form, String path, Map<String, Object> answers, Map<String, Object> known) {
        Matcher row = ROW.matcher(path);
        if (row.matches()) {
            FormField list = form.list(row.group(1)).orElseThrow();
            FormField field = list.children().stream()
                    .flatMap(Practice::withChildren)
                    .filter(child -> row.group(3).equals(child.key()))
                    .findFirst()
                    .orElseThrow();
            var rows = (List<Map<String, Object>>) answers.get(row.group(1));
            rows.get(Integer.parseInt(row.group(2))).put(row.group(3), plausible(field, known));
            return true;
        }
        if (form.list(path).isPresent()) {
            var rows = (List<Map<String, Object>>)
                    answers.computeIfAbsent(path, key -> new ArrayList<Map<String, Object>>());
            FormField first = form.list(path).get().children().stream()
                    .flatMap(Practice::withChildren)
                    .filter(FormField::asks)
                    .findFirst()
                    .orElseThrow();
            Map<String, Object> newRow = new LinkedHashMap<>();
            // Each row is about somebody else: the second agency is another than the first.
            newRow.put(
                    first.key(),
                    rows.size() < first.options().size() ? first.options().get(rows.size()) : plausible(first, known));
            rows.add(newRow);
            return true;
        }
        return form.field(path)
                .map(field -> answers.put(path, plausible(field, known)) == null)
                .orElse(false);
    }

    private static java.util.stream.Stream<FormField> withChildren(FormField field) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(field), field.children().stream().flatMap(Practice::withChildren));
    }

    private Object plausible(FormField field, Map<String, Object> known) {
        return switch (field.type()) {
            case "checkbox" -> true;
            case "number" -> 1;
            case "datetime" -> moment(field);
            case "radio", "select" -> choice(field, known);
            case "checklist", "taglist" -> List.of(choice(field, known));
            default ->
                field.validate() != null && "email".equals(field.validate().kind())
                        ? "somebody@example.org"
                        : "For the test: " + field.label();
        };
    }

    private Object moment(FormField field) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ENGLAND).truncatedTo(ChronoUnit.MINUTES);
        return switch (field.subtype() == null ? "datetime" : field.subtype()) {
            case "date" -> now.toLocalDate().toString();
            case "time" -> now.toLocalTime().toString();
            default -> now.toString();
        };
    }

    private static Object choice(FormField field, Map<String, Object> known) {
        if (!field.options().isEmpty()) {
            return field.options().get(0);
        }
        Object options = field.optionsFrom() == null ? null : known.get(field.optionsFrom());
        if (options instanceof List<?> list && !list.isEmpty()) {
            return list.get(0) instanceof Map<?, ?> option ? option.get("value") : list.get(0);
        }
        throw new AssertionError("Nothing to choose for '" + field.label() + "' from " + field.optionsFrom()
                + "; known: " + Arrays.toString(known.keySet().toArray()));
    }

    /** For reading in failures: the moment the clock stands at. */
    public Instant now() {
        return clock.instant();
    }
}

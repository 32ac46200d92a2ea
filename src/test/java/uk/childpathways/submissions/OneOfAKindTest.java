package uk.childpathways.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.children.Journey;
import uk.childpathways.children.Journeys;
import uk.childpathways.journeys.practitioners.SupervisionWalk;
import uk.childpathways.modelling.Model;
import uk.childpathways.people.PractitionerFiles;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.OurFiles;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

@PathwaysTest
@DisplayName("One journey of a kind at a time (C4)")
class OneOfAKindTest {

    /** What begins beside a journey that runs already, and the kind of that journey. */
    private static final Map<String, String> BESIDE = Map.of(
            "agree-visit-frequency", "child-protection-plan",
            "reverse-adoption-plan", "adoption",
            "leave-early-help", "early-help",
            "re-allocate-case", "child-in-need",
            "case-transfer", "child-in-need",
            "case-supervision", "child-in-need");

    /** What a start form of these asks and nobody could guess. */
    private static final Map<String, Map<String, Object>> GIVEN = Map.of(
            "child-protection-plan", Map.of("conferenceWas", "initial", "firstCoreGroupWas", "not-held"),
            "case-transfer", Map.of("receivingTeam", "south"));

    @Autowired
    Practice practice;

    @Autowired
    Questions questions;

    @Autowired
    Submissions submissions;

    @Autowired
    Prefill prefill;

    @Autowired
    Clock clock;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    IdentityService identity;

    @Autowired
    Journeys journeys;

    @Autowired
    StaffAdministration staff;

    @BeforeEach
    void day() {
        practice.itIs("2026-04-15T10:00");
    }

    @AfterEach
    void timeRunsAgain() {
        practice.backToToday();
    }

    private static boolean startsByHand(Model model) {
        return model.bpmn().getModelElementsByType(StartEvent.class).stream()
                .anyMatch(start -> start.getCamundaFormRef() != null);
    }

    private static boolean goesOn(Model model) {
        return !model.bpmn().getModelElementsByType(UserTask.class).isEmpty()
                || !model.bpmn().getModelElementsByType(CallActivity.class).isEmpty();
    }

    /** Every process that is started by hand, goes on after its start and does not say why there may be several. */
    static Set<String> single() {
        Set<String> single = new TreeSet<>();
        OurFiles.shipped().models().stream()
                .filter(OneOfAKindTest::startsByHand)
                .filter(OneOfAKindTest::goesOn)
                .filter(model ->
                        Model.property(model.process(), "severalAtATime").isEmpty())
                .forEach(model -> single.add(model.process().getId()));
        return single;
    }

    @Test
    @DisplayName("every journey of a child is one of a kind, and what may be there several times says why in words")
    void said() {
        assertThat(single())
                .contains(
                        "s47-to-icpc",
                        "child-family-assessment",
                        "child-in-need",
                        "child-protection-plan",
                        "child-in-care",
                        "adoption",
                        "case-supervision",
                        "transfer-in-conference")
                .doesNotContain("significant-event", "answer-message");
        assertThat(OurFiles.shipped().models().stream()
                        .flatMap(model -> Model.property(model.process(), "severalAtATime").stream()))
                .allSatisfy(why -> assertThat(why).endsWith(".").contains(" "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("single")
    @DisplayName("two who start the same at the same moment: one runs, the other is told which and since when")
    void atOnce(String process) throws Exception {
        String child = practice.child();
        Map<String, Object> given = new HashMap<>(GIVEN.getOrDefault(process, Map.of()));
        given.put("childRef", child);
        if (BESIDE.containsKey(process)) {
            start(BESIDE.get(process), new HashMap<>(GIVEN.getOrDefault(BESIDE.get(process), Map.of())), child);
            Journey journey = journeys.running(child).stream()
                    .filter(running -> running.key().equals(BESIDE.get(process)))
                    .findFirst()
                    .orElseThrow();
            given.put("journeyId", journey.id().toString());
        }
        if (process.equals("practitioner-supervision")) {
            String user = new SupervisionWalk(practice, staff).worker(Role.SOCIAL_WORKER);
            given.put("practitioner", user);
            child = PractitionerFiles.refOf(user);
        }
        Right right = right(process, given);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<String> refused = new ArrayList<>();
        try {
            List<Future<String>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(two.submit(() -> {
                    together.await();
                    try {
                        practice.startWithOnly(process, right.by(), right.answers());
                        return "";
                    } catch (RuntimeException e) {
                        return String.valueOf(e.getMessage());
                    }
                }));
            }
            for (Future<String> one : both) {
                if (!one.get().isEmpty()) {
                    refused.add(one.get());
                }
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(refused).singleElement().asString().contains("runs already").contains("15 April 2026");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .variableValueEquals("childRef", child)
                        .rootProcessInstances()
                        .count())
                .isOne();
    }

    private void start(String process, Map<String, Object> given, String child) {
        given.put("childRef", child);
        Right right = right(process, given);
        practice.startWithOnly(process, right.by(), right.answers());
        practice.carryOn(child);
    }

    private record Right(String by, Map<String, Object> answers) {}

    /** Answers that are accepted, by one of those who may start it. */
    private Right right(String process, Map<String, Object> given) {
        Question question = questions.ofStart(process).orElseThrow();
        RightAnswers answers = new RightAnswers(submissions, prefill, clock);
        List<String> problems = new ArrayList<>();
        ProcessDefinition definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        for (String person : starters(definition)) {
            RightAnswers.Found found = answers.to(question, person, new Random(1), given);
            if (found.right()) {
                return new Right(person, found.answers());
            }
            problems.addAll(found.problems());
        }
        throw new AssertionError("Nobody can start '" + process + "': " + problems);
    }

    private List<String> starters(ProcessDefinition definition) {
        List<String> preferred = List.of("tm.north", "sw.north", "sm", SupervisionWalk.TM, "ehm", "eh");
        return repository.getIdentityLinksForProcessDefinition(definition.getId()).stream()
                .filter(link -> link.getGroupId() != null)
                .flatMap(link -> identity.createUserQuery().memberOfGroup(link.getGroupId()).list().stream())
                .map(User::getId)
                .distinct()
                .filter(preferred::contains)
                .sorted((one, other) -> Integer.compare(preferred.indexOf(one), preferred.indexOf(other)))
                .toList();
    }
}

package uk.childpathways.engine.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Pageable;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.RecordAccess;
import uk.childpathways.deadlines.Deadlines;
import uk.childpathways.journeys.practitioners.SupervisionWalk;
import uk.childpathways.people.Role;
import uk.childpathways.people.StaffAdministration;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.testing.Practice;

/**
 * Asks every address of the running application as every role about five kinds of records, and holds what was answered
 * against {@code docs/access.md}: an address without a row there, or a row that is no longer true, fails. Written anew by
 * {@code mvn test -Dtest=AccessMatrixTest -Dpathways.tables.write=true}; then read what changed.
 */
@PathwaysTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Who gets in where")
class AccessMatrixTest {

    private static final Path TABLE = Path.of("docs/access.md");

    /** One person of each role, and the administrator. */
    private static final Map<String, String> PEOPLE = people();

    private static final Set<String> EVERY_CHILD = java.util.Arrays.stream(Role.values())
            .filter(role -> role.scope() == Role.Scope.EVERY_CHILD)
            .map(Role::key)
            .collect(Collectors.toCollection(TreeSet::new));

    private static Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        people.put("social-worker", "sw.north");
        people.put("team-manager", "tm.north");
        people.put("assistant-team-manager", "atm.north");
        people.put("principal-social-worker", "psw");
        people.put("service-manager", "sm");
        people.put("head-of-service", "hos");
        people.put("director", "director");
        people.put("cp-chair", "cpchair");
        people.put("iro", "iro");
        people.put("legal", "legal");
        people.put("agency-decision-maker", "adm");
        people.put("panel-adviser", "panel");
        people.put("personal-adviser", "pa");
        people.put("early-help-practitioner", "eh");
        people.put("early-help-manager", "ehm");
        people.put("quality-assurance", "qa");
        people.put("eds", "eds");
        people.put("front-door", "frontdoor");
        people.put("conference-administrator", "confadmin");
        people.put("fostering-reviewing-officer", "fro");
        people.put("case-progression-manager", "cpm");
        people.put("practice-improvement-lead", "pil");
        people.put("human-resources", "hr");
        people.put("standards-lead", "sl");
        people.put("safeguarding-manager", "sqm");
        people.put("head-of-safeguarding", "hsq");
        people.put("process-owner", "owner");
        people.put("administrator", "admin");
        return people;
    }

    /** The web applications' own calls, beside those of the engine: none of them has a description to read. */
    private static final List<String> PAGES = """
        GET /camunda/api/engine/engine
        GET /camunda/api/admin/auth/user/default
        POST /camunda/api/admin/setup/default/user/create
        GET /camunda/api/admin/plugin/adminPlugins/static/app/plugin.js
        GET /camunda/api/admin/plugin/base/default/metrics/aggregated
        GET /camunda/api/tasklist/plugin/tasklistPlugins/static/app/plugin.js
        GET /camunda/api/welcome/plugin/welcomePlugins/static/app/plugin.js
        GET /camunda/api/cockpit/plugin/cockpitPlugins/static/app/plugin.js
        GET /camunda/api/cockpit/plugin/base/default/process-definition/statistics
        GET /camunda/api/cockpit/plugin/base/default/process-definition/statistics-count
        GET /camunda/api/cockpit/plugin/base/default/process-definition/{id}/called-process-definitions
        POST /camunda/api/cockpit/plugin/base/default/process-definition/{id}/called-process-definitions
        GET /camunda/api/cockpit/plugin/base/default/process-instance
        POST /camunda/api/cockpit/plugin/base/default/process-instance
        GET /camunda/api/cockpit/plugin/base/default/process-instance/count
        POST /camunda/api/cockpit/plugin/base/default/process-instance/count
        GET /camunda/api/cockpit/plugin/base/default/process-instance/{id}/called-process-instances
        POST /camunda/api/cockpit/plugin/base/default/process-instance/{id}/called-process-instances
        GET /camunda/api/cockpit/plugin/base/default/incident
        POST /camunda/api/cockpit/plugin/base/default/incident
        GET /camunda/api/cockpit/plugin/base/default/incident/count
        POST /camunda/api/cockpit/plugin/base/default/incident/count\
        """.lines().toList();

    /** A record, and what belongs to it. */
    private record Record(
            String kind,
            String ref,
            String practitioner,
            String task,
            String assignee,
            String instance,
            String job,
            String deadline,
            String entry) {}

    /** What of the engine's own is asked for; of the models, nothing changes while it is asked. */
    private record Known(String definition, String deployment, String resource, String decision, String filter) {}

    private record Address(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Each person in a browser of their own, which keeps what it is given. */
    private final Map<String, HttpClient> browsers = new HashMap<>();

    private final ObjectMapper json = new ObjectMapper();
    private final List<Record> records = new ArrayList<>();
    private Known known;

    @Autowired
    Practice practice;

    @Autowired
    Children children;

    @Autowired
    RecordAccess access;

    @Autowired
    StaffAdministration staff;

    @Autowired
    Deadlines deadlines;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    @Autowired
    FilterService filters;

    @Autowired
    ApplicationContext application;

    @Autowired
    JdbcTemplate db;

    @LocalServerPort
    int port;

    @BeforeAll
    void fiveKindsOfRecords() {
        records.add(record("own team's child", child("T-MATRIX-OWN", "north", "sw.north", "sw.north")));
        records.add(record("other team's child", child("T-MATRIX-TEAM", "south", "sw.south", "sw.south")));
        staff.putService("matrix", "Another service");
        staff.putTeam("matrix", "A team elsewhere", "matrix");
        staff.put(
                new uk.childpathways.people.Person(
                        "sw.matrix",
                        "Worker Elsewhere",
                        Set.of(Role.SOCIAL_WORKER.key()),
                        "matrix",
                        null,
                        null,
                        null,
                        true,
                        true,
                        true),
                "pathways");
        records.add(record("other service's child", child("T-MATRIX-SERVICE", "matrix", "sw.matrix", "sw.matrix")));
        String restricted = child("T-MATRIX-CLOSED", "north", "sw2.north", "sw2.north");
        access.decide(restricted, RecordAccess.Decision.RESTRICT, null, null, "A relative works here.", "sm");
        records.add(record("restricted child", restricted));
        String file = new SupervisionWalk(practice, staff).open("experienced", "social-worker");
        records.add(record("practitioner's file", file));
        known = known();
    }

    private Known known() {
        String deployment = repository
                .createDeploymentQuery()
                .orderByDeploymentTime()
                .asc()
                .listPage(0, 1)
                .get(0)
                .getId();
        return new Known(
                repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("s47-to-icpc")
                        .latestVersion()
                        .singleResult()
                        .getId(),
                deployment,
                repository.getDeploymentResources(deployment).get(0).getId(),
                repository.createDecisionDefinitionQuery().listPage(0, 1).get(0).getId(),
                filters.createFilterQuery().listPage(0, 1).get(0).getId());
    }

    private String child(String ref, String team, String worker, String by) {
        if (children.find(ref).isEmpty()) {
            children.put(
                    new Child(ref, "Matrix " + ref, LocalDate.of(2018, 5, 1), null, null, team, worker, null, false));
            practice.start("s47-to-icpc", by, Map.of("childRef", ref));
        }
        return ref;
    }

    private Record record(String kind, String ref) {
        Task task = practice.withSupervision().openTasks(ref).get(0);
        List<Job> jobs = management
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .listPage(0, 1);
        return new Record(
                kind,
                ref,
                ref.startsWith("PF-") ? ref.substring(3) : "sw.north",
                task.getId(),
                task.getAssignee(),
                task.getProcessInstanceId(),
                jobs.isEmpty() ? "none" : jobs.get(0).getId(),
                deadlines
                        .of(ref, false, Pageable.unpaged())
                        .getContent()
                        .get(0)
                        .id()
                        .toString(),
                practice.chronology(ref).get(0).id().toString());
    }

    @Test
    @DisplayName("at every address of the application, of the engine's REST description, of Tasklist and of Cockpit,"
            + " as every role, about a child of one's own team, of another team, of another service, a restricted child"
            + " and a practitioner's file")
    void matrix() throws Exception {
        assertThat(PEOPLE.keySet())
                .as("somebody of each role asks")
                .containsAll(
                        java.util.Arrays.stream(Role.values()).map(Role::key).toList());
        List<String> lines = new ArrayList<>(List.of(
                "# Who gets in where",
                "",
                "Asked of the running application and written by `mvn test -Dtest=AccessMatrixTest"
                        + " -Dpathways.tables.write=true`. An address without a row fails the build, and so does a row"
                        + " that is no longer true.",
                "",
                "Each address was asked as one person of each of the "
                        + Role.values().length
                        + " roles and as the administrator, of the team *north* where the role has a team. **In**"
                        + " means: the answer was given, or what was sent was looked at and found wanting (400, 409)."
                        + " Who is not named was refused (403) or told that there is nothing (404). *Every child*"
                        + " stands for the roles that cover every child: " + String.join(", ", EVERY_CHILD) + ".",
                ""));
        table(lines, "Pages and API of the application", ours());
        List<Address> described = described();
        List<Address> open = new ArrayList<>();
        List<Address> shut = new ArrayList<>();
        for (Address address : described) {
            String plain =
                    address.path().replaceAll("\\{[^}]+}", "x").replace("/user/x/profile", "/user/sw.north/profile");
            (Doors.at(address.method(), "/engine-rest" + plain, "sw.north").isPresent() ? open : shut).add(address);
        }
        assertThat(open).hasSizeGreaterThan(40);
        table(
                lines,
                "What is open of the engine's REST interface, and to Tasklist under /camunda/api/engine/engine/default",
                open.stream()
                        .map(a -> new Address(a.method(), "/engine-rest" + a.path()))
                        .toList());
        String before = standing();
        lines.addAll(List.of("## Shut to everybody", "", "| address | instead |", "|---|---|"));
        for (Address address : shut) {
            lines.add("| `" + address + "` | " + shutTo(new Address(address.method(), "/engine-rest" + address.path()))
                    + " |");
            shutTo("admin", new Address(address.method(), "/camunda/api/engine/engine/default" + address.path()));
        }
        lines.add("");
        List<Address> pages = PAGES.stream()
                .map(line -> new Address(line.split(" ")[0], line.split(" ")[1]))
                .toList();
        table(lines, "Calls of the web applications", pages);
        assertThat(standing()).as("whatever was refused changed nothing").isEqualTo(before);

        if (Boolean.getBoolean("pathways.tables.write")) {
            Files.write(TABLE, lines);
        }
        assertThat(Files.readAllLines(TABLE))
                .as(TABLE + " is no longer true: see what changed, then mvn test -Dtest=AccessMatrixTest"
                        + " -Dpathways.tables.write=true")
                .isEqualTo(lines);
    }

    private void table(List<String> lines, String title, List<Address> addresses) throws Exception {
        lines.addAll(List.of("## " + title, ""));
        lines.add("| address | " + records.stream().map(Record::kind).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|" + "---|".repeat(records.size()));
        for (Address address : addresses) {
            // Where each record has the same address, one is asked.
            boolean aboutARecord = records.stream()
                            .map(record -> filled(address.path(), "admin", record))
                            .distinct()
                            .count()
                    > 1;
            StringBuilder row = new StringBuilder("| `").append(address).append("` |");
            String same = null;
            for (Record record : records) {
                if (same == null || aboutARecord) {
                    same = in(address, record);
                }
                row.append(' ').append(same).append(" |");
            }
            lines.add(row.toString());
        }
        lines.add("");
    }

    /** The roles that are let in. */
    private String in(Address address, Record record) throws Exception {
        Set<String> in = new TreeSet<>();
        for (Map.Entry<String, String> person : PEOPLE.entrySet()) {
            int status = ask(person.getValue(), address, record);
            assertThat(status)
                    .as(person.getKey() + " " + address + " " + record.kind())
                    .isLessThan(500);
            if (status != 401 && status != 403 && status != 404 && status != 405) {
                in.add(person.getKey());
                if (status == 204 && address.path().endsWith("/claim")) {
                    tasks.setAssignee(record.task(), record.assignee());
                }
            }
        }
        boolean ofARecord = address.path().matches(".*(\\{ref}|/task/\\{id}).*");
        if (ofARecord && !address.method().equals("PUT")) {
            assertThat(in)
                    .as("those who look after the application see no record at " + address)
                    .doesNotContain("process-owner", "administrator");
        }
        if (in.size() == PEOPLE.size()) {
            return "everybody";
        }
        List<String> words = new ArrayList<>(in);
        if (in.containsAll(EVERY_CHILD)) {
            words.removeAll(EVERY_CHILD);
            words.add(0, "*every child*");
        }
        return words.isEmpty() ? "nobody" : String.join(", ", words);
    }

    private String shutTo(Address address) throws Exception {
        String instead = null;
        // Before anybody's role is asked: one of those who work with children, who manage, who model, who administer.
        for (String person : List.of("sw.north", "sm", "owner", "admin")) {
            instead = shutTo(person, address);
        }
        return instead;
    }

    private String shutTo(String person, Address address) throws Exception {
        HttpResponse<String> answer = send(person, address, records.get(0));
        assertThat(answer.statusCode()).as(person + " " + address).isEqualTo(403);
        return answer.body().isEmpty()
                ? ""
                : json.readTree(answer.body()).path("message").asText();
    }

    private int ask(String person, Address address, Record record) throws Exception {
        return send(person, address, record).statusCode();
    }

    private HttpResponse<String> send(String person, Address address, Record record) throws Exception {
        String path = filled(address.path(), person, record);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((person + ":pathways").getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json");
        boolean writes = Set.of("POST", "PUT").contains(address.method());
        String body = path.endsWith("/claim") ? "{\"userId\":\"" + person + "\"}" : "{}";
        return browsers.computeIfAbsent(person, AccessMatrixTest::browser)
                .send(
                        request.method(
                                        address.method(),
                                        writes
                                                ? HttpRequest.BodyPublishers.ofString(body)
                                                : HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient browser(String person) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
    }

    private String filled(String path, String person, Record record) {
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].startsWith("{")) {
                continue;
            }
            String before = parts[i - 1];
            parts[i] = switch (before) {
                case "children" -> record.ref();
                case "record" -> record.entry();
                case "practitioners" -> record.practitioner();
                case "task", "tasks", "of-task", "cards" -> record.task();
                case "deadlines" -> record.deadline();
                case "process-instance", "execution" -> record.instance();
                case "job" -> record.job();
                case "process-definition", "starts" -> known.definition();
                case "key" -> path.contains("decision") ? "timescales-shared" : "s47-to-icpc";
                case "filter" -> known.filter();
                case "deployment", "deployments" -> known.deployment();
                case "resources" -> known.resource();
                case "decision-definition" -> known.decision();
                case "standards" -> path.startsWith("/api/") ? "icpc-held" : "rutland";
                case "models" -> path.startsWith("/standards") ? "strategy-discussion" : "flow";
                case "flow" -> "s47-to-icpc";
                case "versions" -> "1";
                case "teams" -> "north";
                case "days" -> "2026-12-25";
                case "people", "user", "person", "administrators" -> person;
                default -> "none";
            };
        }
        return String.join("/", parts).isEmpty() ? "/" : String.join("/", parts);
    }

    /** Every mapping of the application itself. */
    private List<Address> ours() {
        Map<String, Address> all = new TreeMap<>();
        application
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                    for (String path : info.getPatternValues()) {
                        for (String method : methods.isEmpty()
                                ? Set.of("GET")
                                : methods.stream().map(Enum::name).collect(Collectors.toSet())) {
                            Address address = new Address(method, path);
                            all.put(path + " " + method, address);
                        }
                    }
                }));
        return List.copyOf(all.values());
    }

    /** Every operation of the engine's REST description. */
    private List<Address> described() throws IOException {
        List<Address> all = new ArrayList<>();
        try (InputStream file = getClass().getResourceAsStream("/openapi.json")) {
            JsonNode paths = json.readTree(file).get("paths");
            paths.fieldNames()
                    .forEachRemaining(path -> paths.get(path).fieldNames().forEachRemaining(method -> {
                        String name = method.toUpperCase(Locale.ROOT);
                        if (HttpMethod.GET.name().equals(name)
                                || Set.of("POST", "PUT", "DELETE", "OPTIONS").contains(name)) {
                            all.add(new Address(name, path));
                        }
                    }));
        }
        assertThat(all).as("operations of the engine").hasSizeGreaterThan(350);
        return all;
    }

    /** All that a refusal may not change. */
    private String standing() {
        return db.queryForMap("""
            select (select count(*) from pathways.chronology_entry) entries,
              (select count(*) || ' ' || sum(hashtext(concat_ws('|', due, agreed_until, status)))
                 from pathways.deadline) deadlines,
              (select count(*) || ' ' || sum(hashtext(concat_ws('|', id_, assignee_, due_date_, suspension_state_)))
                 from act_ru_task) tasks,
              (select count(*) || ' ' || sum(hashtext(concat_ws('|', id_, retries_, duedate_, suspension_state_)))
                 from act_ru_job) jobs,
              (select count(*) || ' ' || sum(hashtext(concat_ws('|', id_, suspension_state_)))
                 from act_ru_execution) executions,
              (select count(*) || ' ' || sum(hashtext(concat_ws('|', id_, text_, long_))) from act_ru_variable)
                 variables,
              (select count(*) from act_ru_event_subscr) waiting,
              (select count(*) from act_ru_incident) incidents,
              (select count(*) from act_ru_filter) filters,
              (select count(*) || ' ' || sum(perms_) from act_ru_authorization) rights,
              (select count(*) || ' ' || sum(hashtext(concat_ws('|', id_, pwd_, first_, last_))) from act_id_user)
                 logins,
              (select count(*) from act_id_membership) memberships,
              (select count(*) from act_re_deployment) deployments,
              (select count(*) || ' ' || sum(suspension_state_) from act_re_procdef) models,
              (select count(*) from act_hi_procinst) history,
              (select count(*) from act_ru_batch) batches,
              (select count(*) from act_hi_comment) comments\
            """).toString();
    }
}

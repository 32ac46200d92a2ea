package uk.childpathways.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import uk.childpathways.storage.DatabaseOwner;
import uk.childpathways.vocabulary.ExtensionProperties;

/**
 * The other side of every ratio: Camunda alone, on another database of the same server, with the same models. Its
 * delegates do nothing, a deadline is a fixed date, groups and people are fixed ids; no form is checked and nothing is
 * recorded. History level, id generator, job executor, size of the pool and the check of rights are those of the
 * application; everybody may do everything.
 */
class BareEngine implements AutoCloseable {

    private static final Pattern DELEGATE = Pattern.compile("delegateExpression=\"\\$\\{(\\w+)}\"");

    private final HikariDataSource pool;
    private final ProcessEngine engine;

    /** Stands for {@code deadlines} in the models: always the same date. */
    public static final class FixedDate {
        /** Far ahead until it is set: what the walks leave behind must not be due when timers are measured. */
        private volatile Date date = Date.from(Instant.parse("2099-12-31T12:00:00Z"));

        public Date due(DelegateExecution execution) {
            return date;
        }

        public Date due(DelegateExecution execution, String standard) {
            return date;
        }

        void is(Instant instant) {
            date = Date.from(instant);
        }
    }

    /** Stands for {@code people}. */
    public static final class FixedPeople {
        public String group(DelegateExecution execution, String roles) {
            return "team-managers-north";
        }

        public String allocatedWorker(DelegateExecution execution) {
            return "sw.north";
        }

        public String author(DelegateExecution execution) {
            return "sw.north";
        }
    }

    /** Stands for the facts which a model asks of a child: an ordinary one. */
    public static final class FixedFacts {
        public boolean unborn(DelegateExecution execution) {
            return false;
        }
    }

    /** Stands for an agreed action. */
    public static final class FixedAction {
        public void begin(DelegateExecution execution) {}

        public String owner(DelegateExecution execution) {
            return "sw.north";
        }

        public void done(DelegateExecution execution) {}
    }

    /** Stands for the end of a timer: nothing, or just the start of the process that we start there. */
    static final class Escalation implements JavaDelegate {
        private volatile boolean starts;

        @Override
        public void execute(DelegateExecution execution) {
            if (starts) {
                Map<String, Object> variables = new HashMap<>();
                for (String name : List.of("childRef", "journeyId")) {
                    variables.put(name, execution.getVariable(name));
                }
                variables.put("breachId", execution.getId());
                variables.put("breachKind", "missed");
                variables.put("breachWeight", "statutory");
                variables.put("answerBy", "service-manager");
                execution
                        .getProcessEngineServices()
                        .getRuntimeService()
                        .startProcessInstanceByKey(
                                "breach-escalation", "breach-escalation:" + variables.get("childRef"), variables);
            }
        }

        void startsTheProcess() {
            starts = true;
        }
    }

    private final FixedDate deadlines = new FixedDate();
    private final Escalation escalation = new Escalation();

    /** Sets up an engine on a fresh database beside the application's. */
    BareEngine(DataSource application, List<Path> models) {
        pool = DatabaseOwner.freshDatabase(application, "bare_" + Long.toString(System.nanoTime(), 36));
        pool.setMaximumPoolSize(20);

        List<String> texts = models.stream().map(BareEngine::read).toList();
        Map<Object, Object> beans = new HashMap<>();
        JavaDelegate nothing = execution -> {};
        for (String text : texts) {
            Matcher delegate = DELEGATE.matcher(text);
            while (delegate.find()) {
                beans.put(delegate.group(1), nothing);
            }
        }
        // What runs beside the journey is the same work on both sides.
        beans.put("beginBeside", (JavaDelegate) execution -> {
            String process = ExtensionProperties.of(execution).get("process");
            Map<String, Object> variables = new HashMap<>();
            for (String name : List.of("childRef", "journeyId")) {
                variables.put(name, execution.getVariable(name));
            }
            execution
                    .getProcessEngineServices()
                    .getRuntimeService()
                    .startProcessInstanceByKey(process, process + ":" + variables.get("childRef"), variables);
        });
        beans.put("escalateBreach", escalation);
        beans.put("deadlines", deadlines);
        beans.put("people", new FixedPeople());
        beans.put("childFacts", new FixedFacts());
        beans.put("agreedAction", new FixedAction());

        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(new CountingDataSource(pool));
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_ACTIVITY);
        configuration.setHistoryTimeToLive("P180D");
        configuration.setAuthorizationEnabled(true);
        configuration.setEnforceSpecificVariablePermission(true);
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9._@-]+");
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();

        for (Resources resource : List.of(Resources.PROCESS_DEFINITION, Resources.PROCESS_INSTANCE, Resources.TASK)) {
            Authorization all = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            all.setUserId(Authorization.ANY);
            all.setResource(resource);
            all.setResourceId(Authorization.ANY);
            all.addPermission(Permissions.ALL);
            engine.getAuthorizationService().saveAuthorization(all);
        }
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        for (int i = 0; i < models.size(); i++) {
            deployment.addInputStream(
                    models.get(i).getFileName().toString(),
                    new ByteArrayInputStream(texts.get(i).getBytes(StandardCharsets.UTF_8)));
        }
        deployment.deploy();
    }

    ProcessEngine engine() {
        return engine;
    }

    FixedDate deadlines() {
        return deadlines;
    }

    Escalation escalation() {
        return escalation;
    }

    DataSource dataSource() {
        return pool;
    }

    static List<Path> shippedModels() {
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .shutdown();
        engine.close();
        pool.close();
    }
}

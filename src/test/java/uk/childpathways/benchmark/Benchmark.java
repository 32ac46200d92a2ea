package uk.childpathways.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;
import uk.childpathways.children.Child;
import uk.childpathways.children.Children;
import uk.childpathways.children.Chronology;
import uk.childpathways.children.NewEntry;
import uk.childpathways.storage.DatabaseOwner;
import uk.childpathways.submissions.Questions;
import uk.childpathways.submissions.Submissions;
import uk.childpathways.testing.Practice;

/**
 * What our building blocks cost, beside the bare engine in the same run on the same server. Not one of the tests:
 *
 * <pre>mvn -B test -Dtest=Benchmark</pre>
 *
 * Prints a table and leaves it in {@code target/benchmark.md}. Every commit is forced to disk on both sides. Give it a
 * quiet machine: the load average stands beside the figures.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=true",
            "pathways.storage.directory=target/benchmark-postgres",
            "pathways.storage.durable=true",
            "logging.level.root=warn"
        })
@ActiveProfiles("test")
@Import({Practice.class, Benchmark.Counted.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Benchmark {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final int TIMERS = Integer.getInteger("benchmark.timers", 10_000);
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 30));
    private static final int ROUNDS = 2;
    private static final int COUNTED = 10;
    private static final int WARM_UP = Integer.getInteger("benchmark.warmup", 150);
    private static final Path TIMER_MODEL = Path.of("src/test/resources/benchmark/benchmark-timer.bpmn");

    @TestConfiguration
    static class Counted {
        @Bean
        static BeanPostProcessor countStatements() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource pool && !(bean instanceof CountingDataSource)
                            ? new CountingDataSource(pool)
                            : bean;
                }
            };
        }
    }

    @Autowired
    ProcessEngine engine;

    @Autowired
    Practice practice;

    @Autowired
    Questions questions;

    @Autowired
    Submissions submissions;

    @Autowired
    Children children;

    @Autowired
    Chronology chronology;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock pathwaysClock;

    private final Report report = new Report();
    private final AtomicInteger nextChild = new AtomicInteger(1);
    private BareEngine bare;

    @BeforeAll
    void setUp() {
        executorOf(engine).shutdown();
        List<Path> models = new ArrayList<>(BareEngine.shippedModels());
        models.add(TIMER_MODEL);
        bare = new BareEngine(dataSource, models);
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("benchmark/" + TIMER_MODEL.getFileName())
                .deploy();
        report.line("# Benchmark");
        report.line("");
        report.line(Runtime.getRuntime().availableProcessors() + " cores, Java "
                + Runtime.version().feature()
                + ", heap at most " + (Runtime.getRuntime().maxMemory() >> 20) + " MB, "
                + jdbc.queryForObject("select version()", String.class).replaceAll(" on .*", "")
                + ", commits forced to disk on both sides, history level `activity` on both sides.");
        report.line(
                "Ours: the engine's services, every form checked and recorded. Bare: the same models in a plain engine"
                        + " with delegates that do nothing. Each person's rights are checked on both sides.");
    }

    @AfterAll
    void close() {
        ClockUtil.reset();
        if (bare != null) {
            bare.close();
        }
    }

    @Test
    @Order(1)
    void journeys() throws Exception {
        Walk walk = Walk.writtenDown(engine, practice, questions, submissions, practice.child());
        statements(walk);
        throughput(walk);
    }

    private void throughput(Walk walk) throws Exception {
        // Putting the child in counts on our side: one row and one commit for a journey.
        Consumer<String> ours = child -> walk.withOurBlocks(engine, put(child), Walk.NOTHING);
        Consumer<String> theirs = child -> walk.bare(bare.engine(), child, Walk.NOTHING);
        report.heading(
                "S47 journey from start to the plan handed over: " + walk.tasks() + " tasks",
                "threads",
                "ours, journeys/s",
                "ours, tasks/s",
                "bare, journeys/s",
                "bare, tasks/s",
                "ratio (aim 0.6)",
                "load average");
        // Until the compiler of the JVM has seen enough of both.
        inThreads(WARM_UP, i -> ours.accept(reference()));
        inThreads(WARM_UP, i -> theirs.accept(reference()));
        for (int threads : new int[] {1, 4}) {
            double a = 0;
            double b = 0;
            for (int round = 0; round < ROUNDS; round++) {
                a += journeysPerSecond(threads, ours) / ROUNDS;
                b += journeysPerSecond(threads, theirs) / ROUNDS;
            }
            report.row(threads, a, a * walk.tasks(), b, b * walk.tasks(), a / b, Report.load());
        }
    }

    private double journeysPerSecond(int threads, Consumer<String> journey) throws Exception {
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        long until = start + MEASURED.toNanos();
        var pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(pool.submit(() -> {
                while (System.nanoTime() < until) {
                    journey.accept(reference());
                    done.incrementAndGet();
                }
            }));
        }
        for (var one : all) {
            one.get();
        }
        pool.shutdown();
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }

    private String reference() {
        return "C-B" + nextChild.getAndIncrement();
    }

    private String put(String ref) {
        children.put(new Child(
                ref,
                "Benchmark Child",
                LocalDate.ofInstant(pathwaysClock.instant(), ENGLAND).minusYears(7),
                null,
                null,
                "north",
                "sw.north",
                null,
                false));
        return ref;
    }

    private void statements(Walk walk) {
        Map<String, List<Integer>> ours = new LinkedHashMap<>();
        Map<String, List<Integer>> theirs = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            Map<String, List<Integer>> toOurs = i == 0 ? new LinkedHashMap<>() : ours;
            walk.withOurBlocks(engine, put(reference()), counting(toOurs));
            Map<String, List<Integer>> toTheirs = i == 0 ? new LinkedHashMap<>() : theirs;
            walk.bare(bare.engine(), reference(), counting(toTheirs));
        }
        report.heading(
                "SQL statements for each completed task (a batch counts once; after warming up)",
                "task",
                "ours, median",
                "ours, most",
                "bare, median",
                "bare, most");
        ours.forEach((task, counts) ->
                report.row(task, median(counts), most(counts), median(theirs.get(task)), most(theirs.get(task))));
        List<Integer> all = ours.values().stream().flatMap(List::stream).toList();
        List<Integer> allBare = theirs.values().stream().flatMap(List::stream).toList();
        report.row("**all**", median(all), most(all), median(allBare), most(allBare));
    }

    private static Walk.Around counting(Map<String, List<Integer>> into) {
        return (label, work) -> {
            Map<String, Integer> sent = CountingDataSource.sentBy(work);
            into.computeIfAbsent(label, any -> new ArrayList<>())
                    .add(sent.values().stream().mapToInt(Integer::intValue).sum());
            if (Boolean.getBoolean("benchmark.sql")) {
                System.out.println("== " + label);
                sent.forEach((sql, times) -> System.out.println(
                        times + " x " + sql.replaceAll("\\s+", " ").trim()));
            }
        };
    }

    private static int median(List<Integer> counts) {
        return counts.stream().sorted().toList().get(counts.size() / 2);
    }

    private static int most(List<Integer> counts) {
        IntSummaryStatistics all = counts.stream().mapToInt(Integer::intValue).summaryStatistics();
        return all.getMax();
    }

    @Test
    @Order(2)
    void timers() throws Exception {
        // The first working days of a year past: no timer or reminder of the journeys above falls due meanwhile.
        clockAt(LocalDate.of(2026, 1, 5).atTime(9, 0).atZone(ENGLAND).toInstant());
        bare.deadlines()
                .is(LocalDate.of(2026, 1, 6).atTime(23, 59, 59).atZone(ENGLAND).toInstant());
        inThreads(TIMERS + COUNTED, i -> {
            String child = put("C-T" + i);
            // A child with a journey has a record: it began with the concern.
            transactions.executeWithoutResult(status -> chronology.record(new NewEntry(
                    child,
                    null,
                    "process-started",
                    null,
                    "Concern",
                    null,
                    Map.of(),
                    null,
                    null,
                    "sw.north",
                    pathwaysClock.instant(),
                    List.of(),
                    null)));
            engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            "benchmark-timer", "benchmark-timer:" + child, Map.of("childRef", child));
        });
        openOnBareEngine(TIMERS + COUNTED);
        DatabaseOwner.of(dataSource).execute("analyze");
        new JdbcTemplate(bare.dataSource()).execute("analyze");
        // Reminders go out long before their deadline: those are delivered first and do not count.
        clockAt(LocalDate.of(2026, 1, 6).atTime(23, 50).atZone(ENGLAND).toInstant());
        await(
                "reminders",
                () -> jdbc.queryForObject(
                        "select count(*) from pathways.notice where state = 'WAITING' and not_before <= ?",
                        Integer.class,
                        Timestamp.from(pathwaysClock.instant())));
        clockAt(LocalDate.of(2026, 1, 7).atTime(0, 30).atZone(ENGLAND).toInstant());
        List<Integer> sent = statementsOfTimers(engine);
        List<Integer> sentBare = statementsOfTimers(bare.engine());
        report.heading("SQL statements for each timer that fires", "side", "median", "most");
        report.row("ours", median(sent), most(sent));
        report.row("bare", median(sentBare), most(sentBare));
        report.heading(
                TIMERS + " due timers by the real job executor",
                "side",
                "seconds",
                "timers/s",
                "ratio (aim 0.5)",
                "load average");
        double theirs = fire(bare.engine(), new JdbcTemplate(bare.dataSource()));
        report.row("bare: a delegate that does nothing", TIMERS / theirs, theirs, "", Report.load());
        double ours = fire(engine, jdbc);
        report.row(
                "ours: deadline, breach, escalation process with task and two timers, notices",
                TIMERS / ours,
                ours,
                ours / theirs,
                Report.load());
        openOnBareEngine(TIMERS);
        bare.escalation().startsTheProcess();
        bare.deadlines()
                .is(LocalDate.of(2026, 1, 9).atTime(23, 59, 59).atZone(ENGLAND).toInstant());
        double starting = fire(bare.engine(), new JdbcTemplate(bare.dataSource()));
        report.row(
                "bare: a delegate that only starts the same escalation process",
                TIMERS / starting,
                starting,
                "ours to this: " + String.format(Locale.UK, "%.2f", ours / starting),
                Report.load());

        String ofTheTimers = " from pathways.breach where process_instance_id in (select proc_inst_id_"
                + " from act_hi_procinst where proc_def_key_ = 'benchmark-timer')";
        int breaches = count("select count(*)" + ofTheTimers) - COUNTED;
        int distinct = count("select count(distinct deadline_id)" + ofTheTimers) - COUNTED;
        int escalations =
                count("select count(*) from act_hi_procinst where proc_def_key_ = 'breach-escalation'") - COUNTED;
        int notices = count("select count(*) from pathways.notice where kind = 'breach'") - COUNTED;
        report.line("");
        report.line("Breaches recorded: " + breaches + ", of so many deadlines: " + distinct
                + "; escalations before a manager: " + escalations + "; notices of a breach: " + notices
                + "; incidents: "
                + count("select count(*) from act_ru_incident") + ".");
        assertThat(breaches).isEqualTo(TIMERS);
        assertThat(distinct).isEqualTo(TIMERS);
        assertThat(escalations).isEqualTo(TIMERS);
        assertThat(notices).isEqualTo(TIMERS);
    }

    private void openOnBareEngine(int timers) throws Exception {
        inThreads(
                timers,
                i -> bare.engine()
                        .getRuntimeService()
                        .startProcessInstanceByKey(
                                "benchmark-timer",
                                "benchmark-timer:" + i,
                                Map.of("childRef", "C-T" + i, "journeyId", "T" + i)));
    }

    private int count(String sql) {
        return jdbc.queryForObject(sql, Integer.class);
    }

    /** Fires some timers one by one on this thread. */
    private List<Integer> statementsOfTimers(ProcessEngine which) {
        Timestamp now = Timestamp.from(pathwaysClock.instant());
        return which
                .getManagementService()
                .createJobQuery()
                .processDefinitionKey("benchmark-timer")
                .duedateLowerThan(now)
                .listPage(0, COUNTED)
                .stream()
                .map(job -> {
                    Map<String, List<Integer>> counts = new LinkedHashMap<>();
                    counting(counts)
                            .step("timer", () -> which.getManagementService().executeJob(job.getId()));
                    return counts.get("timer").get(0);
                })
                .toList();
    }

    private double fire(ProcessEngine which, JdbcTemplate database) {
        String due = "select count(*) from act_ru_job where type_ = 'timer' and duedate_ <= ?";
        Timestamp now = Timestamp.from(pathwaysClock.instant());
        int waiting = database.queryForObject(due, Integer.class, now);
        assertThat(waiting).isEqualTo(TIMERS);
        long start = System.nanoTime();
        executorOf(which).start();
        await("timers", () -> database.queryForObject(due, Integer.class, now));
        double seconds = (System.nanoTime() - start) / 1e9;
        executorOf(which).shutdown();
        return TIMERS / seconds;
    }

    private static void await(String what, IntSupplier left) {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (left.getAsInt() > 0) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError(left.getAsInt() + " " + what + " are left after ten minutes");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private static void inThreads(int times, IntConsumer work) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            all.add(pool.submit(() -> {
                for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                    work.accept(i);
                }
            }));
        }
        for (var one : all) {
            one.get();
        }
        pool.shutdown();
    }

    private static JobExecutor executorOf(ProcessEngine engine) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    /** It is now that time, and time goes on from there. */
    private static void clockAt(Instant instant) {
        ClockUtil.reset();
        ClockUtil.offset(instant.toEpochMilli() - System.currentTimeMillis());
    }

    @Test
    @Order(3)
    void startAndMemory() throws Exception {
        report.heading(
                "Start and memory of the application as a process of its own (default heap)",
                "data directory",
                "process start to healthy, s",
                "heap used after GC, MB",
                "resident, JVM, MB",
                "resident, PostgreSQL, MB",
                "load average");
        Path data = Path.of("target/benchmark-start-" + System.nanoTime());
        for (String which : List.of("empty", "existing", "existing")) {
            var measured = StartedApplication.measure(data);
            report.row(
                    which,
                    measured.secondsToHealthy(),
                    measured.heapMegabytes(),
                    measured.residentMegabytes(),
                    measured.postgresMegabytes(),
                    Report.load());
        }
    }
}

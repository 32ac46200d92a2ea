package uk.childpathways.clauses;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AnnotatedElementUtils;
import uk.childpathways.modelling.ClausesOnPaper;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseState;
import uk.childpathways.standards.ClauseState.State;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.testing.ClauseTests.NamedTest;
import uk.childpathways.testing.OurFiles;

/**
 * Takes one clause after another away in this copy of the project and runs the tests named for it. Runs in a process of
 * its own, whose working directory and class path are the copy; all turns share one running application, into which the
 * changed files are deployed, and the files as they were after it.
 */
public final class Turns {

    /** A short test with the application that all tests share. */
    private static final String FIRST = "StandardsApiTest";

    private enum Outcome {
        FAILED("a test failed, as it must"),
        REFUSED("the rules over models refused it"),
        SURVIVED("SURVIVED: every test named for it passed"),
        IN_CODE("lives in code alone: not tried");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private record Turn(Clause clause, Outcome outcome, String what, String by, long seconds) {}

    private final PrintStream console;
    private final ClausesOnPaper paper = new ClausesOnPaper();
    private final ClauseCatalogue catalogue = new ClauseCatalogue();
    private final Map<String, Boolean> passesOtherwise = new LinkedHashMap<>();

    private Turns(PrintStream console) throws IOException {
        this.console = console;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream console = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        int outcome = 2;
        try {
            outcome = new Turns(console).run() == 0 ? 0 : 1;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(console);
        } finally {
            console.flush();
            // Applications, timers and databases of the tests go with the process.
            Runtime.getRuntime().exit(outcome);
        }
    }

    private int run() throws IOException {
        List<Turn> turns = new ArrayList<>();
        List<Clause> chosen = chosen();
        start();
        for (Clause clause : chosen) {
            Turn turn = turn(clause);
            turns.add(turn);
            console.printf(
                    "%3d/%d %-14s %s%s (%d s)%n      %s%n",
                    turns.size(),
                    chosen.size(),
                    clause.id(),
                    turn.outcome().words,
                    turn.by().isEmpty() ? "" : ": " + turn.by(),
                    turn.seconds(),
                    turn.what());
            console.flush();
            write(turns);
        }
        List<Turn> survivors = turns.stream()
                .filter(turn -> turn.outcome() == Outcome.SURVIVED)
                .toList();
        long inCode =
                turns.stream().filter(turn -> turn.outcome() == Outcome.IN_CODE).count();
        console.printf(
                "Tried %d clauses, %d survivors%s; %d more live in code alone.%n",
                turns.size() - inCode,
                survivors.size(),
                survivors.isEmpty()
                        ? ""
                        : " ("
                                + survivors.stream()
                                        .map(turn -> turn.clause().id())
                                        .collect(Collectors.joining(", "))
                                + ")",
                inCode);
        return survivors.size();
    }

    /** The application begins with everything in place. */
    private void start() {
        paper.tests().values().stream()
                .flatMap(List::stream)
                .filter(test -> test.file().equals(FIRST))
                .findFirst()
                .ifPresent(Turns::passes);
        if (ProcessEngines.getProcessEngines().isEmpty()) {
            throw new IllegalStateException("No application runs into which changed files could be deployed");
        }
    }

    private List<Clause> chosen() {
        List<Clause> met = new ClauseStates()
                .all().stream()
                        .filter(row -> row.state() == State.MET)
                        .map(ClauseState::clause)
                        .map(id -> catalogue.find(id).orElseThrow())
                        .collect(Collectors.toCollection(ArrayList::new));
        String named = System.getProperty("clause");
        if (named != null) {
            List<String> ids = Arrays.asList(named.split(","));
            List<Clause> its =
                    met.stream().filter(clause -> ids.contains(clause.id())).toList();
            if (its.size() != ids.size()) {
                throw new IllegalArgumentException("Not all of " + named + " are clauses that are met here");
            }
            return its;
        }
        if (System.getProperty("all") != null) {
            return met;
        }
        long seed = Long.getLong("seed", System.nanoTime() % 100_000);
        int sample = Integer.getInteger("sample", 10);
        console.println("A sample of " + sample + " from the seed " + seed);
        Collections.shuffle(met, new Random(seed));
        return met.subList(0, Math.min(sample, met.size()));
    }

    /** What the rules over models refuse says nothing of the tests: then the next way. */
    private Turn turn(Clause clause) throws IOException {
        OnlyRowsOfClause.clause = clause.id();
        Turn turn = new Turn(clause, Outcome.IN_CODE, "", "", 0);
        for (TakenAway taken : TakenAway.of(clause, paper.places().of(clause.id()), paper.shipped())) {
            turn = turn(clause, taken);
            if (turn.outcome() != Outcome.REFUSED) {
                break;
            }
        }
        return turn;
    }

    private Turn turn(Clause clause, TakenAway taken) throws IOException {
        long start = System.nanoTime();
        List<NamedTest> tests = new ArrayList<>(paper.tests().get(clause.id()));
        tests.sort(Comparator.comparing(Turns::needsApplication));
        Map<String, String> before = new LinkedHashMap<>();
        for (String file : taken.files().keySet()) {
            before.put(file, Files.readString(Path.of(file)));
        }
        Outcome outcome = Outcome.SURVIVED;
        String by = "";
        try {
            put(taken.files());
            boolean deployed = false;
            for (NamedTest test : tests) {
                if (needsApplication(test) && !deployed) {
                    String refused = deploy(taken.files());
                    if (refused != null) {
                        outcome = Outcome.REFUSED;
                        by = refused;
                        break;
                    }
                    deployed = true;
                }
                if (!passes(test)) {
                    outcome = Outcome.FAILED;
                    by = name(test);
                    break;
                }
            }
        } finally {
            put(before);
            deploy(before);
        }
        // A test that fails also with everything in place proves nothing.
        if (outcome == Outcome.FAILED) {
            String failed = by;
            NamedTest test = tests.stream()
                    .filter(each -> name(each).equals(failed))
                    .findFirst()
                    .orElseThrow();
            if (!passesOtherwise.computeIfAbsent(clause.id() + failed, key -> passes(test))) {
                outcome = Outcome.SURVIVED;
                by = failed + " fails also with everything in place";
            }
        }
        return new Turn(clause, outcome, taken.what(), by, (System.nanoTime() - start) / 1_000_000_000L);
    }

    private static String name(NamedTest test) {
        return test.file() + "." + test.method();
    }

    private static boolean needsApplication(NamedTest test) {
        for (Class<?> type = test.type(); type != null; type = type.getEnclosingClass()) {
            if (AnnotatedElementUtils.hasAnnotation(type, SpringBootTest.class)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(NamedTest test) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true");
        for (Method method : test.type().getDeclaredMethods()) {
            if (method.getName().equals(test.method()) && !method.isSynthetic()) {
                request.selectors(DiscoverySelectors.selectMethod(test.type(), method));
            }
        }
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
        TestExecutionSummary summary = listener.getSummary();
        return summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
    }

    private static void put(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(Path.of(file.getKey()), file.getValue());
        }
        OurFiles.readAgain();
    }

    /** Into every application that runs; what the rules over models said if they refused it. */
    private static String deploy(Map<String, String> files) {
        for (ProcessEngine engine : ProcessEngines.getProcessEngines().values()) {
            try {
                DeploymentBuilder deployment =
                        engine.getRepositoryService().createDeployment().name("turn");
                files.forEach((name, text) -> deployment.addInputStream(
                        name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
                deployment.deploy();
            } catch (RuntimeException refused) {
                return String.valueOf(refused.getMessage());
            }
        }
        return null;
    }

    private static void write(List<Turn> turns) throws IOException {
        StringBuilder text = new StringBuilder("| clause | what was taken away | outcome | by |\n|---|---|---|---|\n");
        turns.forEach(turn -> text.append("| ")
                .append(turn.clause().id())
                .append(" | ")
                .append(turn.what().replace("|", "\\|"))
                .append(" | ")
                .append(turn.outcome().words)
                .append(" | ")
                .append(turn.by().replace("|", "\\|").replace("\n", " "))
                .append(" |\n"));
        Files.writeString(Path.of("turns.md"), text.toString());
    }
}

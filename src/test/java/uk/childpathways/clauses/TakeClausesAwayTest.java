package uk.childpathways.clauses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.FileSystemUtils;

/**
 * Not in the usual run: {@code bash src/test/clauses.sh}. Makes a copy of the project's models, forms and tables under
 * {@code target/clauses}, where {@link Turns} takes clauses away.
 */
@EnabledIfSystemProperty(named = "clauses.turns", matches = "true")
@DisplayName("What a clause claims is taken away")
class TakeClausesAwayTest {

    private static final List<String> OWN = List.of("processes", "forms");

    @Test
    @DisplayName("and a test named for it fails")
    void takeAway() throws Exception {
        Path project = Path.of("").toAbsolutePath();
        Path copy = project.resolve("target/clauses");
        FileSystemUtils.deleteRecursively(copy);
        Path classes = copy.resolve("classes");
        Files.createDirectories(classes);
        for (String folder : OWN) {
            FileSystemUtils.copyRecursively(project.resolve(folder), copy.resolve(folder));
        }
        link(project, copy, List.of("target", "data", ".git", "processes", "forms"));
        link(project.resolve("target/classes"), classes, OWN);
        for (String folder : OWN) {
            Files.createSymbolicLink(classes.resolve(folder), copy.resolve(folder));
        }
        String built = project.resolve("target/classes").toString();
        String path = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().normalize().toString())
                .map(part -> part.equals(built) ? classes.toString() : part)
                .collect(Collectors.joining(File.pathSeparator));

        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-Dtest.jvm=-clauses",
                "-cp",
                path));
        for (String option : List.of("clause", "sample", "seed", "all")) {
            if (System.getProperty(option) != null) {
                command.add("-D" + option + "=" + System.getProperty(option));
            }
        }
        command.add(Turns.class.getName());
        Process turns = new ProcessBuilder(command)
                .directory(copy.toFile())
                .redirectError(copy.resolve("errors.log").toFile())
                .start();
        try (BufferedReader lines = turns.inputReader()) {
            lines.lines().forEach(System.out::println);
        } finally {
            turns.destroy();
        }
        int outcome = turns.waitFor();
        if (Files.exists(copy.resolve("turns.md"))) {
            Files.copy(
                    copy.resolve("turns.md"),
                    project.resolve("target/clauses.md"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(outcome)
                .as("survivors stand in target/clauses.md; what went wrong otherwise in target/clauses/errors.log")
                .isZero();
    }

    private static void link(Path from, Path to, List<String> without) throws IOException {
        try (Stream<Path> parts = Files.list(from)) {
            for (Path part : parts.toList()) {
                String name = part.getFileName().toString();
                if (!without.contains(name)) {
                    Files.createSymbolicLink(to.resolve(name), part);
                }
            }
        }
    }
}

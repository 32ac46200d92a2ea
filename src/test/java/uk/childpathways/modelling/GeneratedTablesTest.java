package uk.childpathways.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.modelling.GeneratedTables.Proof;
import uk.childpathways.modelling.GeneratedTables.StandardLine;
import uk.childpathways.modelling.words.Contract;
import uk.childpathways.modelling.words.ElementTemplates;
import uk.childpathways.modelling.words.VocabularyPage;
import uk.childpathways.standards.Standards;
import uk.childpathways.testing.OurFiles;
import uk.childpathways.testing.PathwaysTest;

/**
 * Keeps {@code docs/timers.md}, {@code docs/traceability.md}, the README's figures and {@code docs/vocabulary.md} true. After a change of models, forms, timescales or
 * tests: {@code mvn test -Dtest=GeneratedTablesTest -Dpathways.tables.write=true}.
 */
@PathwaysTest
@DisplayName("The chain from clause to proof")
class GeneratedTablesTest {

    private static final Pattern EVERYTHING = Pattern.compile("(?s)(.+)");

    @Autowired
    Standards standards;

    @Autowired
    ListableBeanFactory beans;

    private GeneratedTables tables;

    @BeforeEach
    void read() throws IOException {
        tables = new GeneratedTables(
                OurFiles.shipped(),
                standards.all().stream()
                        .map(standard -> new StandardLine(
                                standard.id(),
                                standard.name(),
                                standard.timescales().stream()
                                        .map(timescale -> timescale.words())
                                        .collect(Collectors.joining("; ")),
                                standard.timescales().get(0).weight().words(),
                                standard.timescales().get(0).basis().code(),
                                standard.timescales().get(0).authority(),
                                standard.clauses()))
                        .toList(),
                sentences(Path.of("src/test/java"), EVERYTHING));
    }

    @Test
    @DisplayName("docs/timers.md says what the models say")
    void timers() throws IOException {
        compare(Path.of("docs/timers.md"), tables.timers());
    }

    @Test
    @DisplayName("docs/traceability.md says of each clause what the table, models, forms and tests say")
    void traceability() throws IOException {
        compare(Path.of("docs/traceability.md"), new ClausesOnPaper().page().text());
    }

    @Test
    @DisplayName("the README has the figures of that table")
    void readme() throws IOException {
        Path file = Path.of("README.md");
        String now = Files.readString(file);
        int begin = now.indexOf(ClausesPage.BEGIN) + ClausesPage.BEGIN.length();
        int end = now.indexOf(ClausesPage.END);
        compare(file, now.substring(0, begin) + new ClausesOnPaper().page().figures() + now.substring(end));
    }

    @Test
    @DisplayName("docs/vocabulary.md says which words there are")
    void vocabulary() throws IOException {
        compare(Path.of("docs/vocabulary.md"), new VocabularyPage(Contract.declared(beans), OurFiles.shipped()).text());
    }

    @Test
    @DisplayName("the templates of Camunda Modeler offer the words that there are")
    void templates() throws IOException {
        compare(
                Path.of(".camunda/element-templates/child-pathways.json"),
                new ElementTemplates(Contract.declared(beans), OurFiles.shipped()).json());
    }

    private static void compare(Path file, String now) throws IOException {
        if (Boolean.getBoolean("pathways.tables.write")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, now);
        }
        assertThat(Files.readString(file))
                .as(file + " has drifted: mvn test -Dtest=GeneratedTablesTest -Dpathways.tables.write=true")
                .isEqualTo(now);
    }

    private static List<Proof> sentences(Path room, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(room)) {
            List<Proof> found = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                StringBuilder words = new StringBuilder();
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    for (int group = 1; group <= matcher.groupCount(); group++) {
                        words.append(matcher.group(group) == null ? "" : matcher.group(group))
                                .append('\n');
                    }
                }
                found.add(new Proof(file.getFileName().toString().replace(".java", ""), words.toString()));
            }
            return found;
        }
    }
}

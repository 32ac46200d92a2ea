package uk.childpathways.modelling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.childpathways.modelling.GeneratedTables.Proof;
import uk.childpathways.standards.Clause;
import uk.childpathways.standards.ClauseCatalogue;
import uk.childpathways.standards.ClauseStates;
import uk.childpathways.standards.SourceDocuments;
import uk.childpathways.testing.ClauseTests;
import uk.childpathways.testing.ClauseTests.NamedTest;
import uk.childpathways.testing.OurFiles;

/** The table of clauses as models, forms, timescales, code and tests say it now, without an engine. */
public final class ClausesOnPaper {

    private static final Pattern DOCSTRING = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");

    private final Shipped shipped = OurFiles.shipped();
    private final ClauseCatalogue catalogue = new ClauseCatalogue();
    private final Map<String, List<NamedTest>> tests;
    private final ClausePlaces places;

    public ClausesOnPaper() throws IOException {
        List<String> ids = catalogue.all().stream().map(Clause::id).toList();
        tests = ClauseTests.of(ids);
        places = new ClausePlaces(shipped, rules(), ids);
    }

    public Shipped shipped() {
        return shipped;
    }

    public ClausePlaces places() {
        return places;
    }

    public Map<String, List<NamedTest>> tests() {
        return tests;
    }

    public ClausesPage page() {
        Map<String, List<String>> files = new TreeMap<>();
        tests.forEach((clause, named) -> files.put(
                clause, named.stream().map(NamedTest::file).distinct().sorted().toList()));
        return new ClausesPage(catalogue, new SourceDocuments(), new ClauseStates(), places, files);
    }

    /** What classes say of themselves. */
    private static List<Proof> rules() throws IOException {
        List<Proof> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                StringBuilder words = new StringBuilder();
                Matcher docstring = DOCSTRING.matcher(Files.readString(file));
                while (docstring.find()) {
                    words.append(docstring.group(1)).append('\n');
                }
                found.add(new Proof(file.getFileName().toString().replace(".java", ""), words.toString()));
            }
        }
        return found;
    }
}

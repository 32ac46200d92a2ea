package uk.childpathways;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/rooms.md} true: which package stands on which. {@code mvn test -Dtest=RoomsTest
 * -Dpathways.tables.write=true} writes it anew; each run writes the largest classes to {@code
 * target/largest-classes.md}.
 */
@DisplayName("The house")
class RoomsTest {

    private static final String ROOT = "uk.childpathways";
    private static final Path SOURCES = Path.of("src/main/java/uk/childpathways");
    private static final Path PAGE = Path.of("docs/rooms.md");
    private static final Pattern FIRST_SENTENCE =
            Pattern.compile("(?s)/\\*\\*[\\s*]*(.*?)(?:[.](?=\\s)|\\s*\\*/|\\n\\s*\\*\\s*\\n)");

    /** Each room with those that it stands on. */
    private static final SortedMap<String, SortedSet<String>> STANDS_ON = new TreeMap<>();

    private static final Map<String, Integer> FLOORS = new HashMap<>();

    @BeforeAll
    static void read() {
        JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
        for (JavaClass each : classes) {
            String room = room(each);
            if (room.isEmpty()) continue;
            SortedSet<String> below = STANDS_ON.computeIfAbsent(room, name -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                String other = room(target);
                if (!other.isEmpty() && !other.equals(room)) below.add(other);
            }
        }
        STANDS_ON.keySet().forEach(RoomsTest::floor);
    }

    @Test
    @DisplayName("docs/rooms.md says which room stands on which")
    void rooms() throws IOException {
        if (Boolean.getBoolean("pathways.tables.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE))
                .as("run: mvn test -Dtest=RoomsTest -Dpathways.tables.write=true")
                .isEqualTo(page());
    }

    @Test
    @DisplayName("the ten largest classes are listed in target/largest-classes.md")
    void largest() throws IOException {
        Map<Path, Long> lines = new HashMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                try (Stream<String> all = Files.lines(file)) {
                    lines.put(file, all.count());
                }
            }
        }
        List<Map.Entry<Path, Long>> largest = lines.entrySet().stream()
                .sorted(Map.Entry.<Path, Long>comparingByValue().reversed())
                .limit(10)
                .toList();
        Files.writeString(
                Path.of("target/largest-classes.md"),
                "| class | lines |\n|---|---|\n"
                        + largest.stream()
                                .map(each ->
                                        "| `" + SOURCES.relativize(each.getKey()) + "` | " + each.getValue() + " |\n")
                                .collect(Collectors.joining()));
        assertThat(largest).hasSize(10);
    }

    /** The package below the root, "" for the root itself and for everything that is not ours. */
    private static String room(JavaClass each) {
        String name = each.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
    }

    /** The ground floor is 0; a room stands one floor above the highest that it uses. There are no circles. */
    private static int floor(String room) {
        Integer known = FLOORS.get(room);
        if (known != null) return known;
        int floor = STANDS_ON.getOrDefault(room, new TreeSet<>()).stream()
                .mapToInt(below -> floor(below) + 1)
                .max()
                .orElse(0);
        FLOORS.put(room, floor);
        return floor;
    }

    private static String page() throws IOException {
        StringBuilder text = new StringBuilder("# Which room stands on which\n\n"
                + "Made from the classes: `mvn test -Dtest=RoomsTest -Dpathways.tables.write=true` writes it anew. A room"
                + " is a package under `src/main/java/uk/childpathways`; it stands one floor above the highest room that"
                + " it uses, and nothing points upwards (`ArchitectureTest`). The same run writes the ten largest classes"
                + " to `target/largest-classes.md`.\n\n"
                + "| floor | room | what | stands on |\n|---|---|---|---|\n");
        for (String room : topDown()) {
            text.append("| ")
                    .append(FLOORS.get(room))
                    .append(" | `")
                    .append(room)
                    .append("` | ")
                    .append(what(room))
                    .append(" | ")
                    .append(String.join(", ", STANDS_ON.get(room)))
                    .append(" |\n");
        }
        text.append("\n## As a picture\n\nAn arrow is left out where a longer way leads there too.\n\n```mermaid\n"
                + "flowchart TD\n");
        int highest = FLOORS.values().stream().mapToInt(each -> each).max().orElse(0);
        for (int floor = highest; floor >= 0; floor--) {
            int here = floor;
            text.append("  subgraph f")
                    .append(floor)
                    .append(" [\"floor ")
                    .append(floor)
                    .append("\"]\n");
            topDown().stream()
                    .filter(room -> FLOORS.get(room) == here)
                    .forEach(room -> text.append("    ")
                            .append(id(room))
                            .append("[\"")
                            .append(room)
                            .append("\"]\n"));
            text.append("  end\n");
        }
        topDown()
                .forEach(room -> STANDS_ON.get(room).stream()
                        .filter(below -> !otherWay(room, below))
                        .forEach(below -> text.append("  ")
                                .append(id(room))
                                .append(" --> ")
                                .append(id(below))
                                .append('\n')));
        return text.append("```\n").toString();
    }

    private static List<String> topDown() {
        List<String> rooms = new ArrayList<>(STANDS_ON.keySet());
        rooms.sort(Comparator.comparing((String room) -> -FLOORS.get(room)).thenComparing(room -> room));
        return rooms;
    }

    /** Whether one comes from the one room to the other also through a third. */
    private static boolean otherWay(String from, String to) {
        return STANDS_ON.get(from).stream().filter(each -> !each.equals(to)).anyMatch(each -> reaches(each, to));
    }

    private static boolean reaches(String from, String to) {
        return STANDS_ON.getOrDefault(from, new TreeSet<>()).stream()
                .anyMatch(each -> each.equals(to) || reaches(each, to));
    }

    private static String id(String room) {
        return room.replace('.', '_');
    }

    /** The first sentence of the package's own description. */
    private static String what(String room) throws IOException {
        Path described = SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java");
        Matcher sentence = FIRST_SENTENCE.matcher(Files.readString(described));
        assertThat(sentence.find())
                .as("%s says what the room is for", described)
                .isTrue();
        return sentence.group(1)
                .replaceAll("\\s*\\n\\s*\\*\\s*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
                .replace("|", "/")
                .trim();
    }
}

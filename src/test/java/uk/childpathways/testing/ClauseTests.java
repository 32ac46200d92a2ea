package uk.childpathways.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.annotation.Testable;
import uk.childpathways.modelling.GeneratedTables.Proof;

/** Which tests name a clause: in their name, in the name of their class, or in the rows that are put into their names. */
public final class ClauseTests {

    /**
     * One test.
     *
     * @param type the class, nested ones as {@code Outer$Inner}
     * @param method its method
     * @param words what its names say
     */
    public record NamedTest(Class<?> type, String method, String words) {

        /** The file in which it stands. */
        public String file() {
            Class<?> outer = type;
            while (outer.getEnclosingClass() != null) {
                outer = outer.getEnclosingClass();
            }
            return outer.getSimpleName();
        }
    }

    private static List<NamedTest> all;

    private ClauseTests() {}

    /** Every test of the source tree. */
    public static synchronized List<NamedTest> all() {
        if (all == null) {
            List<NamedTest> found = new ArrayList<>();
            Path sources = Path.of("src/test/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith("Test.java"))
                        .sorted()
                        .forEach(file -> collect(
                                load(sources.relativize(file)
                                        .toString()
                                        .replace(".java", "")
                                        .replace('/', '.')
                                        .replace('\\', '.')),
                                "",
                                found));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            all = List.copyOf(found);
        }
        return all;
    }

    /** The tests that name each of these clauses. */
    public static Map<String, List<NamedTest>> of(Collection<String> clauses) {
        Map<String, List<NamedTest>> found = new LinkedHashMap<>();
        for (String clause : clauses) {
            List<NamedTest> its = all().stream()
                    .filter(test -> new Proof("", test.words()).names(clause))
                    .toList();
            if (!its.isEmpty()) {
                found.put(clause, its);
            }
        }
        return found;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ClauseTests.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(Class<?> type, String outside, List<NamedTest> into) {
        String ofClass = outside + '\n' + words(type);
        for (Method method : type.getDeclaredMethods()) {
            if (isTest(method)) {
                into.add(new NamedTest(type, method.getName(), ofClass + '\n' + words(method)));
            }
        }
        for (Class<?> nested : type.getDeclaredClasses()) {
            collect(nested, ofClass, into);
        }
    }

    /** JUnit's tests and jqwik's properties. */
    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(kind -> kind.isAnnotationPresent(Testable.class)
                        || Arrays.stream(kind.getAnnotations())
                                .anyMatch(meta -> meta.annotationType().isAnnotationPresent(Testable.class)));
    }

    private static String words(AnnotatedElement element) {
        StringBuilder words = new StringBuilder();
        DisplayName name = element.getAnnotation(DisplayName.class);
        if (name != null) {
            words.append(name.value()).append('\n');
        }
        ParameterizedTest rows = element.getAnnotation(ParameterizedTest.class);
        if (rows != null) {
            words.append(rows.name()).append('\n');
        }
        CsvSource csv = element.getAnnotation(CsvSource.class);
        if (csv != null) {
            words.append(String.join("\n", csv.value())).append('\n').append(csv.textBlock());
        }
        return words.toString();
    }
}

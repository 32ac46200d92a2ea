package uk.childpathways.modelling;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The models, forms and decision tables of a source tree.
 *
 * @param models every {@code .bpmn} under {@code processes/}
 * @param forms every {@code .form} under {@code forms/}
 * @param tables every {@code .dmn} under {@code processes/}
 */
public record Shipped(List<Model> models, List<Form> forms, List<Table> tables) {

    /** Reads {@code processes/} and {@code forms/} under the project's folder. */
    public static Shipped in(Path project) {
        return new Shipped(
                read(project, "processes", ".bpmn", Model::read),
                read(project, "forms", ".form", Form::read),
                read(project, "processes", ".dmn", Table::read));
    }

    private static <T> List<T> read(
            Path project, String room, String ending, BiFunction<String, InputStream, T> reader) {
        try (Stream<Path> files = Files.walk(project.resolve(room))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(file -> {
                        try (InputStream content = Files.newInputStream(file)) {
                            return reader.apply(
                                    project.relativize(file).toString().replace('\\', '/'), content);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Form> form(String id) {
        return forms.stream().filter(form -> form.id().equals(id)).findFirst();
    }

    public Optional<Model> model(String processId) {
        return models.stream()
                .filter(model -> model.process().getId().equals(processId))
                .findFirst();
    }
}

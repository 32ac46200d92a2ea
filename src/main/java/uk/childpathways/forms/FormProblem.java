package uk.childpathways.forms;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Why one answer cannot be accepted.
 *
 * @param path the answer's name, with the row for repeating rows: {@code agencies[1].who}
 * @param label what people see, with the row: {@code Agencies, row 2: Name and role}
 * @param sentence the whole sentence that people read; it never quotes the answer, which may be about a child
 */
public record FormProblem(String path, String label, String sentence) {

    /** All problems as one message. */
    public static String message(Collection<FormProblem> problems) {
        return problems.stream().map(FormProblem::sentence).collect(Collectors.joining(" "));
    }
}

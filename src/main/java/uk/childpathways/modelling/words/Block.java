package uk.childpathways.modelling.words;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import uk.childpathways.modelling.Model;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * A process that others call, as its own model declares it: what the caller passes and gets back stands there in the
 * extension properties {@code input.<variable>} and {@code output.<variable>}.
 *
 * @param process its id
 * @param name its name
 * @param says its documentation
 * @param file its model
 */
@ModelProperty(
        name = Block.INPUT,
        says = "On a process that others call, `input.<variable>`: what the caller passes in this variable. A sentence"
                + " that begins with `Optional:` is one that may be left out; `input.*` allows any other.",
        on = Place.PROCESS,
        purpose = Purpose.EVERYWHERE)
@ModelProperty(
        name = Block.OUTPUT,
        says = "On a process that others call, `output.<variable>`: what the caller gets back in this variable.",
        on = Place.PROCESS,
        purpose = Purpose.EVERYWHERE)
public record Block(
        String process, String name, String says, String file, List<Parameter> inputs, List<Parameter> outputs) {

    static final String INPUT = "input";
    static final String OUTPUT = "output";

    /** Stands for any variable. */
    private static final String ANY = "*";

    private static final String OPTIONAL = "Optional:";

    /** A variable that goes in or out. */
    public record Parameter(String name, String says, boolean optional) {}

    /** Whether the caller may pass this variable: one declared, or one that every call passes. */
    public boolean takes(String variable) {
        return has(inputs, variable);
    }

    /** Whether the caller may take this variable back. */
    public boolean gives(String variable) {
        return has(outputs, variable);
    }

    private static boolean has(List<Parameter> declared, String variable) {
        return declared.stream().map(Parameter::name).anyMatch(name -> name.equals(ANY) || name.equals(variable));
    }

    /** The variables declared by name. */
    public static List<Parameter> named(List<Parameter> declared) {
        return declared.stream().filter(each -> !each.name().equals(ANY)).toList();
    }

    /** The model as a block; empty where it declares neither inputs nor outputs. */
    public static Optional<Block> in(Model model) {
        List<Parameter> inputs = parameters(model, INPUT);
        List<Parameter> outputs = parameters(model, OUTPUT);
        return inputs.isEmpty() && outputs.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block(
                        model.process().getId(),
                        model.process().getName(),
                        model.process().getDocumentations().stream()
                                .map(Documentation::getTextContent)
                                .collect(Collectors.joining(" "))
                                .replaceAll("\\s+", " ")
                                .trim(),
                        model.file(),
                        inputs,
                        outputs));
    }

    private static List<Parameter> parameters(Model model, String direction) {
        return Spoken.properties(model.process())
                .filter(property -> property.getCamundaValue() != null)
                .map(property -> new Parameter(property.getCamundaName(), property.getCamundaValue(), false))
                .filter(property -> property.name().startsWith(direction + "."))
                .map(property -> new Parameter(
                        property.name().substring(direction.length() + 1),
                        property.says().startsWith(OPTIONAL)
                                ? capital(property.says()
                                        .substring(OPTIONAL.length())
                                        .trim())
                                : property.says(),
                        property.says().startsWith(OPTIONAL)))
                .toList();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.UK) + text.substring(1);
    }
}

package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.words.Expressions;

/** Reads expressions with the engine's own parser: its tree, and no pattern of ours, says what is called. */
@Component
class CamundaExpressions implements Expressions {

    private final Builder builder = new Builder(Builder.Feature.METHOD_INVOCATIONS);

    @Override
    public List<Call> calls(String expression) {
        try {
            List<Call> calls = new ArrayList<>();
            collect(builder.build(expression).getRoot(), calls);
            return calls;
        } catch (TreeBuilderException e) {
            throw new IllegalArgumentException(
                    "at character " + e.getPosition() + " stands " + e.getEncountered() + " where " + e.getExpected()
                            + " is expected",
                    e);
        }
    }

    private static void collect(Node node, List<Call> calls) {
        if (node instanceof AstMethod method
                && method.getChild(0) instanceof AstDot asked
                && asked.getChild(0) instanceof AstIdentifier bean) {
            calls.add(new Call(bean.getName(), name(asked), arguments(method.getChild(1))));
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                collect(node.getChild(i), calls);
            }
        }
    }

    /** The node gives its name to nobody but its own text: {@code ". group"}. */
    private static String name(AstDot asked) {
        return asked.toString().substring(1).trim();
    }

    private static List<Argument> arguments(Node parameters) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.getCardinality(); i++) {
            Node argument = parameters.getChild(i);
            arguments.add(
                    argument instanceof AstIdentifier variable
                            ? new Argument(variable.getName(), null)
                            : argument instanceof AstLiteral literal
                                    ? new Argument(null, String.valueOf(literal.eval(null, null)))
                                    : new Argument(null, null));
        }
        return arguments;
    }
}

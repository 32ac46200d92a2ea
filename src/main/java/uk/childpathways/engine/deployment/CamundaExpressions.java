package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.Node;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.words.Expressions;

/** Reads expressions with the engine's own parser: its tree, and no pattern of ours, says what is called. */
@Component
class CamundaExpressions implements Expressions {

    @Override
    public List<Call> calls(String expression) {
        List<Call> calls = new ArrayList<>();
        collect(ExpressionShape.tree(expression), calls);
        return calls;
    }

    @Override
    public List<String> beyond(String expression) {
        return ExpressionShape.beyond(ExpressionShape.tree(expression), false);
    }

    @Override
    public List<String> variables(String expression) {
        List<String> variables = new ArrayList<>();
        variables(ExpressionShape.tree(expression), variables);
        return variables;
    }

    private static void variables(Node node, List<String> variables) {
        if (node instanceof AstIdentifier variable && !ExpressionShape.isExecution(variable)) {
            variables.add(variable.getName());
        }
        boolean asksAWord = node instanceof AstMethod method
                && method.getChild(0) instanceof AstDot asked
                && asked.getChild(0) instanceof AstIdentifier;
        for (int i = asksAWord ? 1 : 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                variables(node.getChild(i), variables);
            }
        }
    }

    private static void collect(Node node, List<Call> calls) {
        if (node instanceof AstMethod method
                && method.getChild(0) instanceof AstDot asked
                && asked.getChild(0) instanceof AstIdentifier bean) {
            calls.add(new Call(bean.getName(), ExpressionShape.name(asked), arguments(method.getChild(1))));
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                collect(node.getChild(i), calls);
            }
        }
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

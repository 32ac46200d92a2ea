package uk.childpathways.engine.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstChoice;
import org.camunda.bpm.impl.juel.AstComposite;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstNumber;
import org.camunda.bpm.impl.juel.AstText;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * What an expression may look like, read from the engine's own tree: words with arguments, variables, texts and numbers,
 * comparisons, and, or, not, empty, and the choice between two. Whatever else the language offers is refused, because
 * each of it is a way from a variable to the whole server.
 */
final class ExpressionShape {

    /** The one thing that a model may read of the execution: calls pass it on. */
    static final String BUSINESS_KEY = "processBusinessKey";

    static final String EXECUTION = "execution";

    /** What the engine itself offers to filters of tasks. */
    static final Set<String> OF_FILTERS = Set.of("currentUser", "currentUserGroups", "now", "dateTime");

    /** Longer ones need more of the parser's stack than a thread is sure to have; people write a tenth of it. */
    static final int LONGEST = 500;

    private static final int DEEPEST = 10;

    private static final Set<AstBinary.Operator> COMPARES = Set.of(
            AstBinary.AND,
            AstBinary.OR,
            AstBinary.EQ,
            AstBinary.NE,
            AstBinary.LT,
            AstBinary.LE,
            AstBinary.GT,
            AstBinary.GE);

    private static final Builder BUILDER = new Builder(Builder.Feature.METHOD_INVOCATIONS);

    private ExpressionShape() {}

    /** Whether the engine would evaluate anything in this text. */
    static boolean evaluates(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /**
     * The tree of an expression.
     *
     * @throws IllegalArgumentException with the reason when the engine could not read it
     */
    static Node tree(String expression) {
        if (expression.length() > LONGEST && evaluates(expression)) {
            throw new IllegalArgumentException("it has " + expression.length() + " characters, and an expression has no"
                    + " more than " + LONGEST);
        }
        int deep = 0;
        for (char c : expression.toCharArray()) {
            deep += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (deep > DEEPEST && evaluates(expression)) {
                throw new IllegalArgumentException("it has more than " + DEEPEST + " brackets inside each other");
            }
        }
        try {
            return BUILDER.build(expression).getRoot();
        } catch (TreeBuilderException e) {
            throw new IllegalArgumentException(
                    "at character " + e.getPosition() + " stands " + e.getEncountered() + " where " + e.getExpected()
                            + " is expected",
                    e);
        }
    }

    /** What in the tree goes beyond, each as the rest of a sentence; the functions of filters are allowed if asked so. */
    static List<String> beyond(Node tree, boolean inFilters) {
        List<String> found = new ArrayList<>();
        look(tree, inFilters, found);
        return found.stream().distinct().toList();
    }

    private static void look(Node node, boolean inFilters, List<String> found) {
        if (node instanceof AstMethod method) {
            method(method, inFilters, found);
        } else if (node instanceof AstDot inside) {
            if (!(isExecution(inside.getChild(0)) && name(inside).equals(BUSINESS_KEY))) {
                found.add("looks inside " + named(inside.getChild(0)) + " for '" + name(inside) + "'");
            }
        } else if (node instanceof AstBracket inside) {
            found.add("looks inside " + named(inside.getChild(0)) + " with brackets");
        } else if (node instanceof AstFunction function) {
            if (!inFilters || !OF_FILTERS.contains(function.getName()) || function.getParamCount() > 0) {
                found.add("calls the function " + function.getName() + "()");
            }
        } else if (node instanceof AstIdentifier variable) {
            if (isExecution(variable)) {
                found.add("uses the execution otherwise than as the first argument of a word");
            }
        } else if (node instanceof AstBinary pair && !COMPARES.contains(pair.getOperator())) {
            found.add("calculates with '" + pair.getOperator() + "'");
        } else if (node instanceof AstUnary one
                && one.getOperator() == AstUnary.NEG
                && !(one.getChild(0) instanceof AstNumber)) {
            found.add("calculates with '-'");
        } else if (holdsOthers(node)) {
            children(node, inFilters, found);
        } else if (!(node instanceof AstLiteral || node instanceof AstText)) {
            found.add("holds '" + node + "'");
        }
    }

    /** Of the nodes left when those above are judged. */
    private static boolean holdsOthers(Node node) {
        return node instanceof AstEval
                || node instanceof AstComposite
                || node instanceof AstNested
                || node instanceof AstChoice
                || node instanceof AstBinary
                || node instanceof AstUnary;
    }

    private static void children(Node node, boolean inFilters, List<String> found) {
        for (int i = 0; i < node.getCardinality(); i++) {
            if (node.getChild(i) != null) {
                look(node.getChild(i), inFilters, found);
            }
        }
    }

    private static void method(AstMethod method, boolean inFilters, List<String> found) {
        if (!(method.getChild(0) instanceof AstDot asked && asked.getChild(0) instanceof AstIdentifier word)) {
            found.add("calls a function of what is no word");
            return;
        }
        if (isExecution(word)) {
            found.add("calls " + EXECUTION + "." + name(asked) + "(), a function of the engine and no word");
            return;
        }
        Node arguments = method.getChild(1);
        for (int i = 0; i < arguments.getCardinality(); i++) {
            Node argument = arguments.getChild(i);
            if (!(i == 0 && isExecution(argument))) {
                look(argument, inFilters, found);
            }
        }
    }

    static boolean isExecution(Node node) {
        return node instanceof AstIdentifier identifier && identifier.getName().equals(EXECUTION);
    }

    private static String named(Node node) {
        return node instanceof AstIdentifier identifier ? "'" + identifier.getName() + "'" : "what is no variable";
    }

    /** The node gives its name to nobody but its own text: {@code ". group"}. */
    static String name(AstDot asked) {
        return asked.toString().substring(1).trim();
    }
}

package uk.childpathways.engine.deployment;

import camundajar.impl.scala.Product;
import camundajar.impl.scala.collection.Iterable;
import camundajar.impl.scala.collection.Iterator;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.FunctionInvocation;

/**
 * What a FEEL expression may look like, read from the engine's own tree: values, comparisons, sums, a choice, and plain
 * functions that take no longer than their arguments are long. No function is defined or called out of, nothing is
 * counted through, no pattern is matched: one line of those keeps a server busy for a year.
 */
final class FeelShape {

    /** Ten times what people write; deeper or longer ones take the parser more time and stack than a server has. */
    static final int LONGEST = 2000;

    static final int DEEPEST = 20;

    private static final String TREE = "org.camunda.feel.syntaxtree";

    private static final Set<String> KINDS = Set.of(
            "ConstBool",
            "ConstNull",
            "ConstNumber",
            "ConstString",
            "ConstDate",
            "ConstTime",
            "ConstLocalTime",
            "ConstDateTime",
            "ConstLocalDateTime",
            "ConstDayTimeDuration",
            "ConstYearMonthDuration",
            "ConstList",
            "ConstRange",
            "ClosedConstRangeBoundary",
            "OpenConstRangeBoundary",
            "ConstInputValue",
            "Ref",
            "PathExpression",
            "Filter",
            "Addition",
            "Subtraction",
            "Multiplication",
            "Division",
            "ArithmeticNegation",
            "Equal",
            "LessThan",
            "LessOrEqual",
            "GreaterThan",
            "GreaterOrEqual",
            "Conjunction",
            "Disjunction",
            "Not",
            "AtLeastOne",
            "If",
            "In",
            "UnaryTestExpression",
            "InputEqualTo",
            "InputLessThan",
            "InputLessOrEqual",
            "InputGreaterThan",
            "InputGreaterOrEqual",
            "InputInRange",
            "FunctionInvocation",
            "PositionalFunctionParameters",
            "NamedFunctionParameters");

    private static final Set<String> FUNCTIONS = Set.of(
            "not",
            "all",
            "any",
            "and",
            "or",
            "is defined",
            "get or else",
            "count",
            "list contains",
            "min",
            "max",
            "sum",
            "abs",
            "floor",
            "ceiling",
            "modulo",
            "string",
            "string length",
            "contains",
            "starts with",
            "ends with",
            "upper case",
            "lower case",
            "substring",
            "substring before",
            "substring after",
            "trim",
            "is blank",
            "is empty",
            "date",
            "time",
            "date and time",
            "duration",
            "years and months duration",
            "day of week",
            "day of year",
            "now",
            "today");

    private FeelShape() {}

    /** Why the text is not even given to the parser. */
    static Optional<String> beforeParsing(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("it has " + text.length() + " characters, and no more than " + LONGEST + " are read.");
        }
        int open = 0;
        for (char c : text.toCharArray()) {
            open += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (open > DEEPEST) {
                return Optional.of("it has more than " + DEEPEST + " brackets inside each other.");
            }
        }
        return Optional.empty();
    }

    /** What goes beyond; empty where nothing does. */
    static Optional<String> beyond(ParseResult read) {
        return Optional.ofNullable(look(read.parsedExpression().expression()));
    }

    private static String look(Object node) {
        if (node == null) {
            return null;
        }
        if (node.getClass().getPackageName().equals(TREE)) {
            String kind = node.getClass().getSimpleName().replace("$", "");
            if (!KINDS.contains(kind)) {
                return said(kind);
            }
            if (node instanceof FunctionInvocation call && !FUNCTIONS.contains(call.function())) {
                return "it calls '" + call.function() + "', which is none of the functions that tables and forms use.";
            }
        }
        if (node instanceof Iterable<?> several) {
            for (Iterator<?> each = several.iterator(); each.hasNext(); ) {
                String found = look(each.next());
                if (found != null) {
                    return found;
                }
            }
        } else if (node instanceof Product parts) {
            for (int i = 0; i < parts.productArity(); i++) {
                String found = look(parts.productElement(i));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String said(String kind) {
        return switch (kind) {
            case "FunctionDefinition", "JavaFunctionInvocation" -> "it defines a function.";
            case "QualifiedFunctionInvocation" -> "it calls a function of a value.";
            case "For", "SomeItem", "EveryItem", "IterationContext" ->
                "it goes through a list or a range (for, some, every).";
            case "Exponentiation" -> "it raises to a power.";
            default -> "it holds what tables and forms do not use (" + kind + ").";
        };
    }
}

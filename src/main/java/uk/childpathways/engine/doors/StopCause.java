package uk.childpathways.engine.doors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a step failed, for whoever mends models. What the engine says of a failure may hold what a case holds: only the
 * kind of failure is told, and of its words none but an expression, which stands in the model.
 */
final class StopCause {

    private static final Pattern EXPRESSION = Pattern.compile("expression:? ?'?([$#]\\{[^{}]{1,200}})");

    private record Kind(Pattern sign, String words) {
        Kind(String sign, String words) {
            this(Pattern.compile(sign), words);
        }
    }

    /** The first that fits. */
    private static final List<Kind> KINDS = List.of(
            new Kind("DMN-03001", "More than one row of a decision table fits, and its hit policy allows one only."),
            new Kind(
                    "DMN-0300\\d",
                    "The rows of a decision table that fit say different things, and its hit policy does not allow it."),
            new Kind("DMN-|FEEL", "A cell of a decision table cannot be evaluated with what the case holds."),
            new Kind(
                    "ENGINE-22001|decision result mapper|result of the decision",
                    "A decision table gave more than the step can take: it takes one value of one row."),
            new Kind(
                    "no decision definition deployed|no decision deployed|ENGINE-220",
                    "The decision table that the step names is not deployed, or cannot be evaluated."),
            new Kind(
                    "No outgoing sequence flow",
                    "No way leads on: behind the gateway no condition holds, and no flow is the default."),
            new Kind(
                    "Unknown property used in expression|Cannot resolve identifier",
                    "An expression asks for something that the case does not hold."),
            new Kind("condition expression returns non-Boolean", "A condition gives neither yes nor no."),
            new Kind(
                    "no processes deployed with key|called process",
                    "The process that the step calls is not deployed."),
            new Kind("evaluating expression", "An expression cannot be evaluated with what the case holds."),
            new Kind(
                    "OptimisticLocking|ENGINE-03005",
                    "The case was changed by something else at the same moment, each time."),
            new Kind("SQL|JDBC|ENGINE-03004", "The database did not keep what the step wanted to write."));

    private static final String OTHERWISE =
            "The step failed for a reason that is in the application's log, under its id.";

    private StopCause() {}

    static String inWords(String message) {
        String said = message == null ? "" : message;
        String kind = KINDS.stream()
                .filter(each -> each.sign().matcher(said).find())
                .map(Kind::words)
                .findFirst()
                .orElse(OTHERWISE);
        Matcher expression = EXPRESSION.matcher(said);
        return expression.find() ? kind + " It is " + expression.group(1) + "." : kind;
    }
}

package uk.childpathways.clauses;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import uk.childpathways.modelling.GeneratedTables.Proof;

/** Of a test with rows, only those that name the clause, where the test's own name does not. */
public final class OnlyRowsOfClause implements ExecutionCondition {

    static volatile String clause;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (clause == null || !context.getUniqueId().contains("[test-template-invocation:")) {
            return ConditionEvaluationResult.enabled("all of it");
        }
        boolean ofAllRows = false;
        for (ExtensionContext above = context.getParent().orElse(null);
                above != null;
                above = above.getParent().orElse(null)) {
            ofAllRows |= names(above.getDisplayName());
        }
        return ofAllRows || names(context.getDisplayName())
                ? ConditionEvaluationResult.enabled("names the clause")
                : ConditionEvaluationResult.disabled("another clause's row");
    }

    private static boolean names(String words) {
        return new Proof("", words).names(clause);
    }
}

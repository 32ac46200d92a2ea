package uk.childpathways.engine.deployment;

import java.util.Optional;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.variable.context.VariableContext;
import uk.childpathways.forms.Feel;

/** The engine's FEEL, which asks before it evaluates a cell whether it may: also of tables that are long deployed. */
final class GuardedFeel implements FeelEngineFactory {

    private final Feel shapes;

    GuardedFeel(Feel shapes) {
        this.shapes = shapes;
    }

    @Override
    public FeelEngine createInstance() {
        FeelEngine engines = new ScalaFeelEngineFactory().createInstance();
        return new FeelEngine() {
            @Override
            public <T> T evaluateSimpleExpression(String expression, VariableContext values) {
                refuse(expression, shapes.problem(expression));
                return engines.evaluateSimpleExpression(expression, values);
            }

            @Override
            public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext values) {
                refuse(cell, shapes.problemInCondition(cell));
                return engines.evaluateSimpleUnaryTests(cell, input, values);
            }
        };
    }

    private static void refuse(String text, Optional<String> problem) {
        problem.ifPresent(why -> {
            throw new BadUserRequestException("A decision table says "
                    + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + ", which was not evaluated: " + why);
        });
    }
}

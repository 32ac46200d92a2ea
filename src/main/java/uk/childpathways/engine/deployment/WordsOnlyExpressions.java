package uk.childpathways.engine.deployment;

import java.beans.FeatureDescriptor;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/**
 * The engine's expressions, which know the words of the vocabulary, the variables of the case and nothing else: no other
 * bean, no object of the engine, no property of anything. What goes beyond is refused when it is evaluated, so that a
 * model, a filter or a table that came into the database before (or past) the rules of a deployment runs no further than
 * one that was deployed today.
 */
final class WordsOnlyExpressions extends JuelExpressionManager {

    /** The words of the vocabulary as they run. */
    interface Words {

        /** The word of this name; empty where there is none. */
        Optional<Object> named(String name);

        /** Whether this is a word, and has declared a function of this name with so many arguments. */
        boolean has(Object word, String function, int arguments);
    }

    private static final Pattern FILTER = Pattern.compile(
            "\\s*[$#]\\{\\s*(?:" + String.join("|", ExpressionShape.OF_FILTERS) + ")\\(\\s*\\)\\s*}\\s*");

    private final Words words;

    WordsOnlyExpressions(Words words) {
        this.words = words;
    }

    /** Plugins of the engine add functions that open any JSON or XML; filters need the engine's own four. */
    @Override
    public void addFunction(String name, Method function) {
        if (ExpressionShape.OF_FILTERS.contains(name)) {
            super.addFunction(name, function);
        }
    }

    /**
     * An expression that goes beyond is made, and refused when it is evaluated: its model can still be opened, and the
     * cases that do not come to this place go on.
     */
    @Override
    public Expression createExpression(String text) {
        Optional<String> refusal = refusal(text);
        return refusal.isPresent()
                ? new Refused(text, refusal.get())
                : new JuelExpression(super.createValueExpression(text), this, text);
    }

    /** As decision tables ask for one, at the moment when they evaluate it. */
    @Override
    public ValueExpression createValueExpression(String text) {
        refusal(text).ifPresent(sentence -> {
            throw new BadUserRequestException(sentence);
        });
        return super.createValueExpression(text);
    }

    /** Why the text may not be evaluated; empty where it may. */
    static Optional<String> refusal(String text) {
        if (text == null || !ExpressionShape.evaluates(text)) {
            return Optional.empty();
        }
        List<String> beyond;
        try {
            beyond = ExpressionShape.beyond(ExpressionShape.tree(text), true);
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(sentence(text, "cannot be read (" + unreadable.getMessage() + ")"));
        }
        return beyond.isEmpty()
                ? Optional.empty()
                : Optional.of(sentence(text, beyond.stream().collect(Collectors.joining(" and "))));
    }

    /** The same for a filter of tasks, which may ask the engine's four functions and nothing else. */
    static Optional<String> refusalInFilter(String text) {
        if (text == null
                || !ExpressionShape.evaluates(text)
                || FILTER.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of("It holds " + (text.length() > 60 ? text.substring(0, 60) + "…" : text)
                + ". A filter may ask ${currentUser()}, ${currentUserGroups()}, ${now()} and ${dateTime()}, nothing"
                + " else.");
    }

    private static String sentence(String text, String beyond) {
        return "The expression " + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + " " + beyond
                + ", and was not evaluated. Expressions ask words of the"
                + " vocabulary, read variables and compare them: docs/vocabulary.md.";
    }

    @Override
    protected ELResolver createElResolver() {
        return new OnlyWords(words);
    }

    private record Refused(String text, String sentence) implements Expression {

        @Override
        public Object getValue(VariableScope scope) {
            throw new BadUserRequestException(sentence);
        }

        @Override
        public Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            throw new BadUserRequestException(sentence);
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            throw new BadUserRequestException(sentence);
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            throw new BadUserRequestException(sentence);
        }

        @Override
        public String getExpressionText() {
            return text;
        }

        @Override
        public boolean isLiteralText() {
            return false;
        }
    }

    /** Finds words and variables by their names. Whatever else is asked of it is refused, whoever wrote the expression. */
    private static final class OnlyWords extends ELResolver {

        private final Words words;
        private final BeanELResolver calls = new BeanELResolver();

        OnlyWords(Words words) {
            this.words = words;
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            String name = String.valueOf(property);
            if (base == null) {
                return named(context, name);
            }
            if (base instanceof DelegateExecution execution && name.equals(ExpressionShape.BUSINESS_KEY)) {
                context.setPropertyResolved(true);
                return execution.getProcessBusinessKey();
            }
            throw new BadUserRequestException("An expression looks inside an object for '" + name
                    + "', and was not evaluated. Expressions ask words of the vocabulary: docs/vocabulary.md.");
        }

        private Object named(ELContext context, String name) {
            VariableScope scope = (VariableScope) context.getContext(VariableScope.class);
            if (name.equals(ExpressionShape.EXECUTION)) {
                Object execution = scope instanceof DelegateTask task ? task.getExecution() : scope;
                context.setPropertyResolved(execution instanceof DelegateExecution);
                return execution instanceof DelegateExecution ? execution : null;
            }
            // Words first: a variable that somebody calls as a word is called does not take its place.
            Optional<Object> word = words.named(name);
            if (word.isPresent()) {
                context.setPropertyResolved(true);
                return word.get();
            }
            if (scope != null && scope.hasVariable(name)) {
                context.setPropertyResolved(true);
                return scope.getVariable(name);
            }
            VariableContext given = (VariableContext) context.getContext(VariableContext.class);
            TypedValue value = given == null ? null : given.resolve(name);
            if (value != null) {
                context.setPropertyResolved(true);
                return value.getValue();
            }
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            String name = String.valueOf(method);
            int given = arguments == null ? 0 : arguments.length;
            if (!words.has(base, name, given)) {
                throw new BadUserRequestException("An expression calls " + name + " with " + given
                        + " arguments, which no word of the vocabulary has, and was not evaluated:"
                        + " docs/vocabulary.md.");
            }
            return calls.invoke(context, base, method, types, arguments);
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new BadUserRequestException("An expression sets nothing: docs/vocabulary.md.");
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            context.setPropertyResolved(true);
            return true;
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return Object.class;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return null;
        }
    }
}

package uk.childpathways.modelling.words;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import uk.childpathways.forms.AnswerCheck;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.FormFact;
import uk.childpathways.vocabulary.contract.FormProperty;
import uk.childpathways.vocabulary.contract.ModelArgument;
import uk.childpathways.vocabulary.contract.ModelFunction;
import uk.childpathways.vocabulary.contract.ModelProperty;
import uk.childpathways.vocabulary.contract.NamedValues;
import uk.childpathways.vocabulary.contract.Place;
import uk.childpathways.vocabulary.contract.Purpose;
import uk.childpathways.vocabulary.contract.ValueKind;

/**
 * Every word that a model or form may use, as it is declared where it is read.
 *
 * @param words the beans of the vocabulary, by name
 * @param properties the extension properties that belong to no word, by name
 * @param fieldProperties the custom properties of form fields, by name
 * @param checks the checks of answers, by name
 * @param facts what every form knows, by name
 * @param values the closed lists of values, each with its meanings
 */
public record Contract(
        Map<String, Word> words,
        Map<String, Property> properties,
        Map<String, FieldProperty> fieldProperties,
        Map<String, Check> checks,
        Map<String, Fact> facts,
        Map<ValueKind, Map<String, String>> values) {

    private static final String OURS = "uk.childpathways";

    /**
     * A word of the vocabulary.
     *
     * @param step whether an element does it ({@code delegateExpression}); otherwise expressions call its functions
     */
    public record Word(
            String name,
            String says,
            Purpose purpose,
            boolean step,
            Map<String, Property> properties,
            List<Variable> reads,
            List<Variable> sets,
            List<Function> functions) {

        /** The functions of this name, one for each number of arguments. */
        public List<Function> functions(String name) {
            return functions.stream()
                    .filter(function -> function.name().equals(name))
                    .toList();
        }
    }

    /** A process variable that a word reads or sets. */
    public record Variable(String name, String says) {}

    /**
     * A function that expressions call.
     *
     * @param execution whether its first argument is the execution
     * @param arguments those after the execution
     */
    public record Function(String name, String says, boolean execution, List<Argument> arguments) {

        /** How many arguments are written, the execution included. */
        public int written() {
            return arguments.size() + (execution ? 1 : 0);
        }
    }

    /** An argument as it is written. */
    public record Argument(String name, String says, ValueKind kind) {}

    /**
     * An extension property.
     *
     * @param on where it may stand; empty for a word's property, which stands where the word is spoken
     */
    public record Property(
            String name,
            String says,
            ValueKind kind,
            List<String> choices,
            boolean required,
            Set<Place> on,
            Purpose purpose) {}

    /**
     * A custom property of a form's field.
     *
     * @param on the types of fields; empty for any
     */
    public record FieldProperty(String name, String says, ValueKind kind, List<String> choices, Set<String> on) {}

    /** A check that a field may ask for. */
    public record Check(String name, String says, ValueKind takes) {}

    /** What every form knows; without parts it is one value or a list. */
    public record Fact(String name, String says, Set<String> parts) {

        /** Whether it is a list of options ({@code valuesKey}). */
        public boolean options() {
            return name.endsWith("Options");
        }
    }

    /** The values of this kind that are known from the start; empty where models or tables say which there are. */
    public Map<String, String> valuesOf(ValueKind kind) {
        return values.getOrDefault(kind, Map.of());
    }

    /** Collects what is declared on the beans of this application and on our classes. */
    public static Contract declared(ListableBeanFactory beans) {
        Map<ValueKind, Map<String, String>> values = new EnumMap<>(ValueKind.class);
        beans.getBeansOfType(NamedValues.class)
                .values()
                .forEach(list -> values.computeIfAbsent(list.kind(), kind -> new LinkedHashMap<>())
                        .putAll(list.meanings()));
        return new Contract(
                byName(words(beans), Word::name),
                byName(elementProperties(), Property::name),
                byName(formProperties(), FieldProperty::name),
                byName(checks(beans), Check::name),
                facts(beans),
                values);
    }

    private static Stream<Word> words(ListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForAnnotation(ModelVocabulary.class))
                .sorted()
                .map(beans::getType)
                .filter(Objects::nonNull)
                .map(ClassUtils::getUserClass)
                .map(Contract::word);
    }

    private static Word word(Class<?> type) {
        ModelVocabulary declared = type.getAnnotation(ModelVocabulary.class);
        boolean step = JavaDelegate.class.isAssignableFrom(type);
        return new Word(
                declared.value(),
                declared.says(),
                declared.purpose(),
                step,
                byName(
                        Arrays.stream(type.getAnnotationsByType(ModelProperty.class))
                                .map(property -> property(property, declared.purpose())),
                        Property::name),
                Arrays.stream(declared.reads())
                        .map(variable -> new Variable(variable.name(), variable.says()))
                        .toList(),
                Arrays.stream(declared.sets())
                        .map(variable -> new Variable(variable.name(), variable.says()))
                        .toList(),
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .filter(method -> method.isAnnotationPresent(ModelFunction.class))
                        .map(Contract::function)
                        .sorted(Comparator.comparing(Function::name).thenComparing(Function::written))
                        .toList());
    }

    private static Function function(Method method) {
        List<Parameter> parameters = List.of(method.getParameters());
        boolean execution = !parameters.isEmpty() && !parameters.get(0).isAnnotationPresent(ModelArgument.class);
        return new Function(
                method.getName(),
                method.getAnnotation(ModelFunction.class).value(),
                execution,
                parameters.stream()
                        .skip(execution ? 1 : 0)
                        .map(parameter -> {
                            ModelArgument declared = parameter.getAnnotation(ModelArgument.class);
                            if (declared == null) {
                                throw new IllegalStateException("The argument '" + parameter.getName() + "' of "
                                        + method + " has no sentence. Declare it with @ModelArgument.");
                            }
                            return new Argument(parameter.getName(), declared.value(), declared.kind());
                        })
                        .toList());
    }

    private static Property property(ModelProperty declared, Purpose purpose) {
        Set<Place> on = EnumSet.noneOf(Place.class);
        on.addAll(List.of(declared.on()));
        return new Property(
                declared.name(),
                declared.says(),
                declared.value(),
                List.of(declared.choices()),
                declared.required(),
                on,
                purpose);
    }

    private static Stream<Property> elementProperties() {
        return ourClasses(ModelProperty.class, ModelProperty.List.class)
                .filter(type -> !type.isAnnotationPresent(ModelVocabulary.class))
                .flatMap(type -> Arrays.stream(type.getAnnotationsByType(ModelProperty.class)))
                .map(declared -> property(declared, declared.purpose()))
                .peek(property -> {
                    if (property.on().isEmpty()) {
                        throw new IllegalStateException("The property '" + property.name()
                                + "' does not say where it may stand. Declare its places with 'on'.");
                    }
                });
    }

    private static Stream<FieldProperty> formProperties() {
        return ourClasses(FormProperty.class, FormProperty.List.class)
                .flatMap(type -> Arrays.stream(type.getAnnotationsByType(FormProperty.class)))
                .map(declared -> new FieldProperty(
                        declared.name(),
                        declared.says(),
                        declared.value(),
                        List.of(declared.choices()),
                        new LinkedHashSet<>(List.of(declared.on()))));
    }

    @SafeVarargs
    private static Stream<Class<?>> ourClasses(Class<? extends java.lang.annotation.Annotation>... with) {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        Arrays.stream(with)
                .forEach(annotation -> scanner.addIncludeFilter(new AnnotationTypeFilter(annotation, false)));
        return scanner.findCandidateComponents(OURS).stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted()
                .map(name -> ClassUtils.resolveClassName(name, Contract.class.getClassLoader()));
    }

    private static Stream<Check> checks(ListableBeanFactory beans) {
        return beans.getBeansOfType(AnswerCheck.class).values().stream()
                .map(check -> new Check(check.name(), check.says(), check.takes()));
    }

    /** What two beans give under one name (the child, a practitioner in the child's place) is one fact. */
    private static Map<String, Fact> facts(ListableBeanFactory beans) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        Arrays.stream(beans.getBeanDefinitionNames())
                .flatMap(bean -> beans.findAllAnnotationsOnBean(bean, FormFact.class, false).stream())
                .sorted(Comparator.comparing(FormFact::name))
                .map(declared ->
                        new Fact(declared.name(), declared.says(), new LinkedHashSet<>(List.of(declared.parts()))))
                .forEach(fact -> facts.merge(fact.name(), fact, Contract::both));
        return facts;
    }

    private static Fact both(Fact one, Fact other) {
        Fact larger = one.parts().size() >= other.parts().size() ? one : other;
        Fact smaller = larger == one ? other : one;
        Set<String> parts = new LinkedHashSet<>(larger.parts());
        parts.addAll(smaller.parts());
        return new Fact(one.name(), larger.says() + " " + smaller.says(), parts);
    }

    private static <T> Map<String, T> byName(Stream<T> all, java.util.function.Function<T, String> name) {
        Map<String, T> found = new LinkedHashMap<>();
        List<T> sorted = new ArrayList<>(all.toList());
        sorted.sort(Comparator.comparing(name));
        sorted.forEach(each -> Optional.ofNullable(found.put(name.apply(each), each))
                .ifPresent(twice -> {
                    throw new IllegalStateException("'" + name.apply(each) + "' is declared twice.");
                }));
        return found;
    }
}

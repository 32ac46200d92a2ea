package uk.childpathways.engine.deployment;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelFunction;

/** The words as the beans of this application do them; asked for each expression, so what is found is kept. */
@Component
class RunningWords implements WordsOnlyExpressions.Words {

    private final ListableBeanFactory beans;

    /** By name, what each has declared: {@code group/2}. */
    private final SingletonSupplier<Map<String, Set<String>>> declared;

    private final Map<String, Object> words = new ConcurrentHashMap<>();

    RunningWords(ListableBeanFactory beans) {
        this.beans = beans;
        this.declared = SingletonSupplier.of(this::declared);
    }

    private Map<String, Set<String>> declared() {
        return Arrays.stream(beans.getBeanNamesForAnnotation(ModelVocabulary.class))
                .collect(Collectors.toMap(Function.identity(), name -> functions(beans.getType(name))));
    }

    private static Set<String> functions(Class<?> type) {
        return Arrays.stream(ClassUtils.getUserClass(type).getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.isAnnotationPresent(ModelFunction.class))
                .map(method -> method.getName() + "/" + method.getParameterCount())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Object> named(String name) {
        if (!declared.obtain().containsKey(name)) {
            return Optional.empty();
        }
        Object word = words.get(name);
        if (word == null) {
            word = beans.getBean(name);
            words.put(name, word);
        }
        return Optional.of(word);
    }

    @Override
    public boolean has(Object word, String function, int arguments) {
        return words.entrySet().stream()
                .filter(known -> known.getValue() == word)
                .anyMatch(known -> declared.obtain().get(known.getKey()).contains(function + "/" + arguments));
    }
}

package uk.childpathways.modelling.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.ClassUtils;
import uk.childpathways.testing.PathwaysTest;
import uk.childpathways.vocabulary.ModelVocabulary;
import uk.childpathways.vocabulary.contract.ModelFunction;

@PathwaysTest
@DisplayName("The contract for the words")
class ContractTest {

    @Autowired
    ListableBeanFactory beans;

    @Test
    @DisplayName("has a sentence for everything that a model or a form may use")
    void sentences() {
        Contract contract = Contract.declared(beans);
        Stream<String> says = Stream.of(
                        contract.words().values().stream().map(Contract.Word::says),
                        contract.words().values().stream()
                                .flatMap(word -> word.properties().values().stream())
                                .map(Contract.Property::says),
                        contract.words().values().stream()
                                .flatMap(word -> word.functions().stream())
                                .map(Contract.Function::says),
                        contract.properties().values().stream().map(Contract.Property::says),
                        contract.fieldProperties().values().stream().map(Contract.FieldProperty::says),
                        contract.checks().values().stream().map(Contract.Check::says),
                        contract.facts().values().stream().map(Contract.Fact::says),
                        contract.values().values().stream().flatMap(values -> values.values().stream()))
                .flatMap(each -> each);
        assertThat(says)
                .hasSizeGreaterThan(150)
                .allSatisfy(sentence -> assertThat(sentence).matches("(?s)[A-Z`].{10,}"));
    }

    @Test
    @DisplayName("declares every public method of a word, so that none can be called which nobody wrote down")
    void functions() {
        Stream<Method> undeclared = Arrays.stream(beans.getBeanNamesForAnnotation(ModelVocabulary.class))
                .map(beans::getType)
                .map(ClassUtils::getUserClass)
                .filter(type -> !JavaDelegate.class.isAssignableFrom(type))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !method.isAnnotationPresent(ModelFunction.class));
        assertThat(undeclared).isEmpty();
    }
}

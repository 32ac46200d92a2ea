package uk.childpathways.vocabulary;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;
import uk.childpathways.vocabulary.contract.ModelVariable;
import uk.childpathways.vocabulary.contract.Purpose;

/**
 * A word of the vocabulary that process models speak: a bean whose name is written in models as {@code ${name}}, either a
 * delegate or a small bean asked by an expression. Outside the packages {@code engine} and {@code modelling}, only
 * classes with this annotation may use engine types. The bean names are public: running cases and process owners'
 * drafts depend on them, so they never change.
 */
@Documented
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelVocabulary {

    /** The name by which models call the bean. */
    @AliasFor(annotation = Component.class)
    String value();

    /** One sentence for the process owner who uses it: what it does. */
    String says();

    /** The chapter of the reference in which it stands. */
    Purpose purpose();

    /** Process variables that it reads, beside {@code childRef} and {@code journeyId}. */
    ModelVariable[] reads() default {};

    /** Process variables that it sets. */
    ModelVariable[] sets() default {};
}

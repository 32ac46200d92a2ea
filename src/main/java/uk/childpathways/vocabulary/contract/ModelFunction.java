package uk.childpathways.vocabulary.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that expressions in models may call. Its first parameter, the execution, is written {@code execution}; each
 * further one carries a {@link ModelArgument}. A public method of a word without this annotation is refused in models.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelFunction {

    /** One sentence: what one gets, and when nothing. */
    String value();
}

package uk.childpathways.vocabulary.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An argument of a {@link ModelFunction}, beside the execution. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelArgument {

    /** What is written there. */
    String value();

    ValueKind kind() default ValueKind.TEXT;
}

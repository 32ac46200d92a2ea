package uk.childpathways.vocabulary.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Something that every form knows when it opens: to read ({@code {{child.ref}}}), to start a field with ({@code prefill}
 * {@code child.worker}), to compare in a condition, or as a list of options ({@code valuesKey}). Stands on the bean that
 * gives it, or on the method that makes this bean.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(FormFact.List.class)
public @interface FormFact {

    String name();

    /** One sentence for whoever draws the form. */
    String says();

    /** What it holds, each read as {@code name.part}; none where it is one value or a list. */
    String[] parts() default {};

    /** Several of them. */
    @Documented
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        FormFact[] value();
    }
}

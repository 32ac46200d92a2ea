package uk.childpathways.vocabulary.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An extension property that the annotated class reads. On a word of the vocabulary it belongs to the elements that
 * speak the word; on any other class it stands where {@link #on} says.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ModelProperty.List.class)
public @interface ModelProperty {

    String name();

    /** One sentence for the process owner who sets it. */
    String says();

    ValueKind value() default ValueKind.TEXT;

    /** The values there are, where {@link #value} is {@link ValueKind#CHOICE}. */
    String[] choices() default {};

    boolean required() default false;

    Place[] on() default {};

    /** The chapter of the reference; a word's property stands with its word. */
    Purpose purpose() default Purpose.EVERYWHERE;

    /** Several of them. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        ModelProperty[] value();
    }
}

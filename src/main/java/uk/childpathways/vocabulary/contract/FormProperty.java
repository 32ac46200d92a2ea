package uk.childpathways.vocabulary.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A custom property of a form's field, declared on the class that knows what it does. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(FormProperty.List.class)
public @interface FormProperty {

    String name();

    /** One sentence or two for whoever draws the form. */
    String says();

    /** As form-js names them ({@code datetime}, {@code dynamiclist} …); none for any. */
    String[] on() default {};

    ValueKind value() default ValueKind.TEXT;

    /** The values there are, where {@link #value} is {@link ValueKind#CHOICE}. */
    String[] choices() default {};

    /** Several of them. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        FormProperty[] value();
    }
}

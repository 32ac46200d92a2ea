package uk.childpathways.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A controller whose answers are pages with the common frame: a refusal is a page with its sentence, too. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForPeople {

    /** How many characters a field of its forms may have; a page whose forms have room for more checks each itself. */
    int longest() default 4000;
}

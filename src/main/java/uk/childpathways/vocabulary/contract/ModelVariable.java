package uk.childpathways.vocabulary.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A process variable that a word of the vocabulary reads or sets. */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelVariable {

    String name();

    /** What it holds. */
    String says();
}

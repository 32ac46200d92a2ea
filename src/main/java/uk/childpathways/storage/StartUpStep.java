package uk.childpathways.storage;

/**
 * Something that must be in the database before the application answers, such as the deployed models. Steps run in the
 * order of {@link org.springframework.core.annotation.Order}, on one node at a time, and must be harmless when repeated.
 */
public interface StartUpStep {

    /** In the order of their numbers: models first, then people, then demonstration data. */
    int MODELS = 100;

    int PEOPLE = 200;
    int DEMONSTRATION = 300;

    void run();
}

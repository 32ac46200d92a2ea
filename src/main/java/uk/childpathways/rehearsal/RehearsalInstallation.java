package uk.childpathways.rehearsal;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether time may be moved here: when {@code pathways.rehearsal.enabled} says so, and in the demonstration on the
 * embedded database unless it says no. Never by default where a database is configured: there real children's deadlines
 * run.
 */
class RehearsalInstallation implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        String database = environment.getProperty("spring.datasource.url");
        boolean demonstration = database == null || database.isBlank();
        return environment.getProperty("pathways.rehearsal.enabled", Boolean.class, demonstration);
    }
}

package uk.childpathways.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import uk.childpathways.breaches.Consequences;

/**
 * A test on the whole running application with its demonstration people and children, on a real PostgreSQL. The job
 * executor stands still: a test fires each timer itself. Every test class with only this annotation shares one running
 * application, so a test must not count on being alone in it. A class that needs an application of its own gives its
 * engine a name of its own ({@code camunda.bpm.process-engine-name}, without a hyphen, which is ignored): the engine's REST API knows engines by name, for the
 * whole JVM, and the shared application keeps the usual one. Such an application stays open to the end of the run.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({Practice.class, Consequences.class, QuickPasswords.class})
public @interface PathwaysTest {}

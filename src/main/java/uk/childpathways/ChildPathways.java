package uk.childpathways;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;

/** Child Pathways: the practice standards of children's services as running processes. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class ChildPathways {

    public static void main(String[] args) {
        SpringApplication.run(ChildPathways.class, args);
    }
}

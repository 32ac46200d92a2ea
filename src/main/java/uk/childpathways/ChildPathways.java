package uk.childpathways;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Child Pathways: the practice standards of children's services as running processes. */
@SpringBootApplication
public class ChildPathways {

    public static void main(String[] args) {
        SpringApplication.run(ChildPathways.class, args);
    }
}

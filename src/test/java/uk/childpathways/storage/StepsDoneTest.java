package uk.childpathways.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import uk.childpathways.testing.PathwaysTest;

@PathwaysTest
@DisplayName("What is done once in the life of a database is not done again at each start")
class StepsDoneTest {

    @Autowired
    StepsDone steps;

    @Test
    @DisplayName("who has a part in running cases was read at the first start, though nobody had one")
    void atTheFirstStart() {
        assertThat(steps.isDone("parts-of-running-cases")).isTrue();
        assertThat(steps.isDone("something-else")).isFalse();
        steps.done("step-of-a-test");
        steps.done("step-of-a-test");
        assertThat(steps.isDone("step-of-a-test")).isTrue();
    }
}

package uk.childpathways.engine.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import uk.childpathways.storage.StartUpStep;

/**
 * Deploys the shipped journeys, decision tables and forms as one deployment under stable names, so that unchanged files
 * make no new version at a restart, and a change which a process owner has deployed since then stays in force.
 */
@Component
@Order(StartUpStep.MODELS)
public class ModelDeployment implements StartUpStep {

    static final String NAME = "child-pathways";
    static final String SOURCE = "shipped";
    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployment.class);
    private static final List<String> ROOMS = List.of("processes", "forms");

    /** Until {@code mvn clean} the compiler's folder keeps the one table of the releases before. */
    private static final String LEFT_BY_AN_EARLIER_BUILD = "processes/shared/timescales.dmn";

    private final RepositoryService repository;

    public ModelDeployment(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void run() {
        DeploymentBuilder deployment =
                repository.createDeployment().name(NAME).source(SOURCE).enableDuplicateFiltering(true);
        List<Resource> resources = ROOMS.stream()
                .flatMap(ModelDeployment::resourcesIn)
                .filter(resource -> !stableName(resource).equals(LEFT_BY_AN_EARLIER_BUILD))
                .sorted(Comparator.comparing(ModelDeployment::stableName))
                .toList();
        if (resources.isEmpty()) {
            throw new IllegalStateException("The application was built without its folders processes and forms");
        }
        for (Resource resource : resources) {
            try (InputStream content = resource.getInputStream()) {
                deployment.addInputStream(stableName(resource), content);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + resource, e);
            }
        }
        deployment.deploy();
        LOG.info("{} models, tables and forms are in force", resources.size());
    }

    private static Stream<Resource> resourcesIn(String room) {
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            return Stream.of("bpmn", "dmn", "form").flatMap(ending -> {
                try {
                    return Stream.of(resolver.getResources("classpath*:" + room + "/**/*." + ending));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("Cannot list " + room, e);
        }
    }

    /** The path from the room on, the same in a folder and in a jar. */
    private static String stableName(Resource resource) {
        try {
            URL url = resource.getURL();
            String path = url.getPath();
            return ROOMS.stream()
                    .map(room -> path.lastIndexOf("/" + room + "/"))
                    .filter(at -> at >= 0)
                    .map(at -> path.substring(at + 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Outside the rooms: " + url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

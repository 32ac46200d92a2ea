package uk.childpathways.engine.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import uk.childpathways.modelling.CarriedTimescales;
import uk.childpathways.modelling.TimescalesModel;
import uk.childpathways.notices.TimescalesMoved;
import uk.childpathways.storage.StartUpStep;

/**
 * An earlier release had one table of timescales, which process owners may have changed. At the first start of this
 * release their rows come into the tables of the journeys: a council's limit must not fall back to ours because we have
 * tidied up. Standards that only they have come before our deployment, because their models, which are in force, ask for
 * them; their rows of our standards after it. Cut off between the two, the next start does what is left.
 */
@Configuration
class OwnersTimescales {

    static final String OWN = "child-pathways-timescales-own";
    static final String CARRIED = "child-pathways-timescales-carried-over";

    private static final Logger LOG = LoggerFactory.getLogger(OwnersTimescales.class);

    private final RepositoryService repository;
    private final TimescalesMoved moved;

    OwnersTimescales(RepositoryService repository, TimescalesMoved moved) {
        this.repository = repository;
        this.moved = moved;
    }

    @Bean
    @Order(StartUpStep.MODELS - 1)
    StartUpStep ownStandardsBeforeOurTables() {
        return this::beforeOurTables;
    }

    @Bean
    @Order(StartUpStep.MODELS + 1)
    StartUpStep ownersRowsInOurTables() {
        return this::afterOurTables;
    }

    void beforeOurTables() {
        if (repository.createDeploymentQuery().deploymentName(OWN).count() > 0) return;
        toCarry()
                .filter(carried -> carried.own() != null)
                .ifPresent(carried -> repository
                        .createDeployment()
                        .name(OWN)
                        .addString(CarriedTimescales.OWN + ".dmn", carried.own())
                        .deploy());
    }

    void afterOurTables() {
        toCarry().ifPresent(carried -> {
            DeploymentBuilder deployment = repository.createDeployment().name(CARRIED);
            carried.changed().forEach((table, content) -> deployment.addString(table + ".dmn", content));
            // Kept with the deployment, for whoever asks later; and a deployment needs a file.
            deployment.addString("carried-over.txt", String.join("\n", carried.sentences()) + "\n");
            deployment.deploy();
            LOG.warn(
                    "The table 'timescales' has become one table for each journey. What process owners had changed in it"
                            + " was carried over; look at it in Camunda Modeler:\n{}",
                    String.join("\n", carried.sentences()));
            moved.tell(carried.sentences());
        });
    }

    /** What is still to be carried over; empty when process owners changed nothing, or when it has been done. */
    private Optional<CarriedTimescales> toCarry() {
        DecisionDefinition last = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TimescalesModel.ONE_FOR_ALL)
                .latestVersion()
                .singleResult();
        if (last == null || delivered(last)) return Optional.empty();
        if (repository.createDeploymentQuery().deploymentName(CARRIED).count() > 0) return Optional.empty();
        Map<String, DmnModelInstance> released = ShippedTimescales.tables();
        DmnModelInstance owners = repository.getDmnModelInstance(last.getId());
        CarriedTimescales carried = deliveredBefore()
                .map(before -> CarriedTimescales.of(repository.getDmnModelInstance(before.getId()), owners, released))
                .orElseThrow(
                        () -> new IllegalStateException("The table 'timescales' was deployed by hand and no release"
                                + " before it is known, so its rows cannot be told from ours. Start the version from before once"
                                + " more, put your rows into the tables of the journeys and deploy these under the name '"
                                + CARRIED + "'. The old table stays for the deadlines that were reckoned by it."));
        return carried.isEmpty() ? Optional.empty() : Optional.of(carried);
    }

    private boolean delivered(DecisionDefinition table) {
        Deployment deployment = repository
                .createDeploymentQuery()
                .deploymentId(table.getDeploymentId())
                .singleResult();
        return deployment != null && ModelDeployment.NAME.equals(deployment.getName());
    }

    private Optional<DecisionDefinition> deliveredBefore() {
        List<DecisionDefinition> versions = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TimescalesModel.ONE_FOR_ALL)
                .orderByDecisionDefinitionVersion()
                .desc()
                .list();
        return versions.stream().filter(this::delivered).findFirst();
    }
}

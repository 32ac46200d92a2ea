package uk.childpathways.people;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.childpathways.storage.StartUpStep;

/**
 * The way out where nobody is left who could confirm anybody: whoever runs the installation, and is no administrator of it,
 * names people at a start.
 */
@Component
@Order(StartUpStep.PEOPLE + 10)
class ConfirmedAtStart implements StartUpStep {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmedAtStart.class);

    private final Confirmations confirmations;
    private final WaitingPeople waiting;
    private final List<String> userIds;

    ConfirmedAtStart(
            Confirmations confirmations,
            WaitingPeople waiting,
            @Value("${pathways.people.confirm:}") List<String> userIds) {
        this.confirmations = confirmations;
        this.waiting = waiting;
        this.userIds = userIds;
    }

    @Override
    @Transactional
    public void run() {
        userIds.stream().map(String::trim).filter(userId -> !userId.isEmpty()).forEach(userId -> {
            if (waiting.of(userId).isPresent()) {
                confirmations.atStart(userId);
                LOG.info("{} was confirmed by the setting pathways.people.confirm", userId);
            } else {
                LOG.info("Nothing waits for {}: leave the setting pathways.people.confirm out", userId);
            }
        });
    }
}

package uk.childpathways.board;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.childpathways.modelling.ClausePlaces;
import uk.childpathways.modelling.Model;
import uk.childpathways.modelling.Shipped;
import uk.childpathways.modelling.rules.InForce;

/** Where each clause lives in what is deployed now. Read once for each deployment: reading all models takes a while. */
@Component
class PlacesInForce {

    /**
     * What was read once, for a page that asks often.
     *
     * @param state which deployments there were when it was read
     */
    record Read(long state, Shipped files, ClausePlaces places) {

        /** The name of a process as people know it; its id where it is no longer deployed. */
        String title(String process) {
            return files.model(process).map(Model::title).orElse(process);
        }
    }

    private final InForce inForce;
    private volatile Read read;

    PlacesInForce(InForce inForce) {
        this.inForce = inForce;
    }

    ClausePlaces places() {
        return now().places();
    }

    Optional<Model> model(String process) {
        return now().files().model(process);
    }

    Read now() {
        long state = inForce.deployments();
        Read last = read;
        if (last == null || last.state() != state) {
            Shipped files = inForce.files();
            last = new Read(state, files, new ClausePlaces(files, List.of(), List.of()));
            read = last;
        }
        return last;
    }
}

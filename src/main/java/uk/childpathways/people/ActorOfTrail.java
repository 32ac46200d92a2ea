package uk.childpathways.people;

import org.springframework.stereotype.Component;
import uk.childpathways.audit.Actor;

/** In the trail stands whoever is logged in; for a timer or a step at start, the application. */
@Component
class ActorOfTrail implements Actor {

    private final Directory directory;

    ActorOfTrail(Directory directory) {
        this.directory = directory;
    }

    @Override
    public String userId() {
        return directory.currentUser();
    }
}
